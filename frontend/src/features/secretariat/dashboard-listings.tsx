/** Listings by state. */
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { kindNames, stateNames } from "@/ui/badges";
import { Bars } from "./bars";
import { Figure } from "./figure";

const texts = messages(
  {
    title: "掲載の状態",
    how: "すべてのシーズとニーズを、今の状態で1件ずつ数えます。下書きとブラインドのニーズも含みます。",
  },
  {
    title: "Listings by state",
    how: "Every seed and need, once, by its state now. Drafts and blind needs count too.",
  },
);

export function ListingsFigure({ listings }: { listings: Schemas["ListingsInState"][] }) {
  const t = useMessages(texts);
  const kinds = useMessages(kindNames);
  const states = useMessages(stateNames);
  const most = Math.max(...listings.map(({ count }) => count));
  return (
    <Figure title={t.title} how={t.how}>
      <div className="grid grid-cols-1 gap-x-10 gap-y-6 md:grid-cols-2">
        {(["seed", "need"] as const).map((kind) => (
          <div key={kind} className="flex flex-col gap-2">
            <h3 className="font-bold">{kinds[kind]}</h3>
            <Bars
              full={most}
              bars={listings
                .filter((one) => one.kind === kind)
                .map((one) => ({
                  key: one.state,
                  name: states[one.state],
                  value: one.count,
                  look: one.state === "published" ? ("ai" as const) : ("soft" as const),
                }))}
            />
          </div>
        ))}
      </div>
    </Figure>
  );
}
