/** Listings that may be the same, and listings that are like it. */
import { Link } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Card, Section } from "@/ui/page";
import { Await } from "@/ui/states";
import { reviewTexts } from "./texts";

const texts = messages(
  {
    duplicates: "重複の可能性",
    noDuplicates: "よく似たタイトルの掲載はありません。",
    alike: (percent: string) => `タイトルの近さ ${percent}`,
    similar: "内容の近い掲載",
    noSimilar: "内容の近い掲載はありません。",
  },
  {
    duplicates: "Possible duplicates",
    noDuplicates: "No listing has a similar title.",
    alike: (percent: string) => `Titles ${percent} alike`,
    similar: "Similar listings",
    noSimilar: "No listing is like it.",
  },
);

interface Other {
  id: string;
  reference: string;
  title?: { ja?: string | null; en?: string | null } | null;
  aside?: string;
}

export function Related({ desk }: { desk: Schemas["ReviewDesk"] }) {
  const t = useMessages(texts);
  const { percent } = useFormat();
  const { id, kind } = desk.submitted;
  const similar = $api.useQuery("get", "/api/v1/listings/{id}/similar", { params: { path: { id } } });
  const doubles = desk.possible_duplicates.map((one) => ({
    ...one,
    aside: t.alike(percent(one.similarity / 100)),
  }));
  return (
    <div className="grid items-start gap-6 md:grid-cols-2">
      <Section title={t.duplicates}>
        <Others kind={kind} others={doubles} none={t.noDuplicates} />
      </Section>
      <Section title={t.similar}>
        <Await query={similar} lines={2}>
          {({ items }) => <Others kind={kind} others={items} none={t.noSimilar} />}
        </Await>
      </Section>
    </div>
  );
}

function Others({ kind, others, none }: { kind: Schemas["ListingKind"]; others: Other[]; none: string }) {
  const t = useMessages(reviewTexts);
  const { pick, lang } = useFormat();
  if (others.length === 0) return <p className="text-ink-soft">{none}</p>;
  return (
    <Card>
      <ul className="flex flex-col gap-3">
        {others.map(({ id, reference, title, aside }) => (
          <li key={id}>
            <Link
              to={kind === "seed" ? "/seeds/$id" : "/needs/$id"}
              params={{ id }}
              lang={lang(title)}
              className="inline-block min-h-6 leading-snug text-ai-900 underline decoration-ai-300 underline-offset-4"
            >
              {pick(title) || t.untitled}
            </Link>
            <p className="text-[0.8125rem] text-ink-soft">
              <span className="mr-3 font-mono">{reference}</span>
              {aside}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
