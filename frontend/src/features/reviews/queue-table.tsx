/** The queue as a dense table, and as cards where there is no room for one. */
import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge, kindNames, visibilityNames } from "@/ui/badges";
import { Table } from "@/ui/table";
import { Age, Stage } from "./parts";
import { reviewTexts } from "./texts";

type Review = Schemas["QueuedReview"];

const texts = messages(
  {
    listing: "掲載",
    organisation: "機関",
    stage: "段階",
    age: "待ち時間と期限",
    findings: "要確認の文",
    comments: "未解決コメント",
    none: "なし",
    count: (n: string) => `${n}件`,
  },
  {
    listing: "Listing",
    organisation: "Organisation",
    stage: "Stage",
    age: "Waiting, due",
    findings: "To check",
    comments: "Open comments",
    none: "none",
    count: (n: string) => n,
  },
);

interface Props {
  items: Review[];
  caption: string;
  /** Goes along, so that the next one opens in the same order */
  search: Record<string, string>;
}

export function QueueTable({ items, caption, search }: Props) {
  const t = useMessages(texts);
  const words = useMessages(reviewTexts);
  const { pick, lang, number } = useFormat();
  const count = (n: number) =>
    n === 0 ? <span className="text-ink-soft">{t.none}</span> : <strong>{t.count(number(n))}</strong>;
  return (
    <>
      <div className="hidden md:block">
        <Table
          dense
          caption={caption}
          head={[t.listing, t.organisation, t.stage, t.age, t.findings, t.comments]}
        >
          {items.map((item) => (
            <tr key={item.id} className="align-top">
              <td className="min-w-72">
                <Title item={item} search={search} />
                <Meta item={item} />
              </td>
              <td lang={lang(item.organisation)} className="min-w-32">
                {pick(item.organisation)}
              </td>
              <td>
                <Stage state={item.state} moves={item.moves} />
              </td>
              <td>
                <Age age={item.age} />
              </td>
              <td className="whitespace-nowrap">{count(item.findings)}</td>
              <td className="whitespace-nowrap">{count(item.open_comments)}</td>
            </tr>
          ))}
        </Table>
      </div>
      <ul aria-label={caption} className="flex flex-col gap-3 md:hidden">
        {items.map((item) => (
          <li key={item.id} className="flex flex-col gap-2 rounded-xl border border-line bg-white p-4">
            <span className="flex flex-wrap gap-1.5">
              <Stage state={item.state} moves={item.moves} />
            </span>
            <Title item={item} search={search} />
            <Meta item={item} />
            <p lang={lang(item.organisation)} className="text-[0.9375rem]">
              {pick(item.organisation)}
            </p>
            <Age age={item.age} inline />
            {item.findings > 0 ? <p className="font-bold">{words.findings(item.findings)}</p> : null}
            {item.open_comments > 0 ? <p>{words.comments(item.open_comments)}</p> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function Title({ item, search }: { item: Review; search: Record<string, string> }) {
  const t = useMessages(reviewTexts);
  const { pick, lang } = useFormat();
  return (
    <Link
      data-step=""
      to="/reviews/$id"
      params={{ id: item.id }}
      search={search}
      lang={lang(item.title)}
      className="inline-block min-h-6 text-[0.9375rem] leading-snug font-bold text-ai-900 underline decoration-ai-300 underline-offset-4"
    >
      {pick(item.title) || t.untitled}
    </Link>
  );
}

function Meta({ item }: { item: Review }) {
  const t = useMessages(reviewTexts);
  const kinds = useMessages(kindNames);
  const visibility = useMessages(visibilityNames);
  return (
    <span className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-ink-soft">
      <span>{kinds[item.kind]}</span>
      <span className="font-mono">{item.reference}</span>
      {item.visibility && item.visibility !== "open" ? <Badge>{visibility[item.visibility]}</Badge> : null}
      {item.successor ? <Badge look="ai">{t.successor}</Badge> : null}
    </span>
  );
}
