/** Where there is much and where there is little: what the reader may find, by disease area and stage. */
import { Link, useSearch } from "@tanstack/react-router";
import { $api } from "@/api/client";
import { textOf } from "@/app/address";
import { useRole } from "@/features/me";
import { linkToSearch } from "@/features/search/question";
import { messages, useMessages } from "@/i18n/messages";
import { kindNames } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { AreaMap } from "./area-map";

const texts = messages(
  {
    title: "領域×段階マップ",
    lead: "あなたが閲覧できる掲載の件数です。数字を選ぶと、その一覧を表示します。複数の領域や段階にまたがる掲載は、それぞれに数えます。",
    kinds: "表示するもの",
    nothing: "まだ掲載がありません",
    find: "検索する",
  },
  {
    title: "Area × stage map",
    lead: "Counts of what you may see. Choose a number to list it. A listing of several areas or stages counts in each.",
    kinds: "What to show",
    nothing: "Nothing is listed yet",
    find: "Search",
  },
);

export function DiseaseStageMap() {
  const t = useMessages(texts);
  const kinds = useMessages(kindNames);
  const role = useRole();
  const named = textOf(useSearch({ strict: false })["kind"]);
  const kind =
    named === "need" || named === "seed"
      ? named
      : role === "researcher"
        ? ("need" as const)
        : ("seed" as const);
  const query = $api.useQuery("get", "/api/v1/overview", { params: { query: { kind } } });
  return (
    <Page title={t.title} lead={t.lead} width="wide">
      <nav aria-label={t.kinds} className="flex gap-2 no-print">
        {(["seed", "need"] as const).map((one) => (
          <Link
            key={one}
            to="/map"
            search={{ kind: one }}
            replace
            aria-current={one === kind ? "page" : undefined}
            className={`inline-flex min-h-11 items-center rounded-lg border px-5 font-bold no-underline ${one === kind ? "border-ai-900 bg-ai-900 text-white" : "border-ai-900 bg-white text-ai-900 hover:bg-ai-50"}`}
          >
            {kinds[one]}
          </Link>
        ))}
      </nav>
      <Await query={query} lines={10}>
        {(map) =>
          map.total === 0 ? (
            <Empty title={t.nothing} action={<LinkButton {...linkToSearch(kind, {})}>{t.find}</LinkButton>} />
          ) : (
            <AreaMap map={map} />
          )
        }
      </Await>
    </Page>
  );
}
