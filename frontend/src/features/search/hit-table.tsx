/** Hits as rows, for those who scan many. */
import { CompareToggle } from "@/features/listing/compare-toggle";
import { messages, useMessages } from "@/i18n/messages";
import { Table } from "@/ui/table";
import { HitBadges, HitLink, useHitWords } from "./hit-parts";
import type { Kind } from "./question";
import type { Hit } from "./use-search";

const texts = messages(
  {
    title: "タイトル",
    stage: "段階",
    area: "領域",
    modality: "モダリティ",
    ip: "権利",
    from: "機関",
    period: "掲載期間",
    compare: "比較",
  },
  {
    title: "Title",
    stage: "Stage",
    area: "Area",
    modality: "Modality",
    ip: "IP",
    from: "Institution",
    period: "Listed",
    compare: "Compare",
  },
);

export function HitTable({ kind, hits, caption }: { kind: Kind; hits: Hit[]; caption: string }) {
  const t = useMessages(texts);
  const isSeed = kind === "seed";
  return (
    <Table
      dense
      caption={caption}
      head={[
        ...(isSeed ? [t.compare] : []),
        t.title,
        t.stage,
        t.modality,
        t.area,
        ...(isSeed ? [t.ip] : []),
        t.from,
        t.period,
      ]}
    >
      {hits.map((hit) => (
        <Row key={hit.id} hit={hit} />
      ))}
    </Table>
  );
}

function Row({ hit }: { hit: Hit }) {
  const words = useHitWords(hit);
  const isSeed = hit.kind === "seed";
  return (
    <tr className="align-top [overflow-wrap:break-word] focus-within:bg-ai-50">
      {isSeed ? (
        <td>
          <CompareToggle listing={hit} words="never" />
        </td>
      ) : null}
      <td className="min-w-52">
        <HitLink hit={hit} className="font-bold" />
        <span className="mt-0.5 flex flex-wrap items-center gap-2 text-[0.8125rem] text-ink-soft">
          <span className="tabular-nums">{hit.reference}</span>
          <HitBadges hit={hit} />
        </span>
      </td>
      <td className="min-w-24 [word-break:auto-phrase]">{words.stages}</td>
      <td className="min-w-24">{words.modalities}</td>
      <td className="min-w-28">{words.areas}</td>
      {isSeed ? <td className="min-w-20">{words.ip}</td> : null}
      <td className="min-w-20">{words.institution}</td>
      <td className="whitespace-nowrap">
        {words.from}
        <br />
        {words.to}
      </td>
    </tr>
  );
}
