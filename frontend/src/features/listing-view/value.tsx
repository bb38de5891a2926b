/** One field's value in words. */
import type { ReactNode } from "react";
import type { Schemas } from "@/api/client";
import { useStageRange, useWords } from "@/features/vocabulary";
import { type Bilingual, useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";
import { Table } from "@/ui/table";
import { type AnyContent, type FieldName, shapeOf } from "./fields";

const texts = messages(
  {
    yes: "受け入れる",
    no: "受け入れない",
    days: (n: number) => `${n}日以内`,
    system: "実験系",
    result: "結果",
    replication: "再現",
    consented: "同意済み",
    notConsented: "同意はまだ",
    kind: "種類",
    date: "日付",
    state: "状態",
    note: "内容",
    past: "済み",
    planned: "予定",
    evidence: "根拠データの表",
    disclosures: "公表の表",
    eRad: (number: string) => `e-Rad ${number}`,
  },
  {
    yes: "acceptable",
    no: "not acceptable",
    days: (n: number) => (n === 1 ? "within one day" : `within ${n} days`),
    system: "System",
    result: "Result",
    replication: "Replicated",
    consented: "has consented",
    notConsented: "no consent yet",
    kind: "Kind",
    date: "Date",
    state: "State",
    note: "What",
    past: "past",
    planned: "planned",
    evidence: "Table of evidence",
    disclosures: "Table of disclosures",
    eRad: (number: string) => `e-Rad ${number}`,
  },
);

export type Languages = "one" | "both";
/** Puts a text on the page, with marks in it, say. `lang` is absent where the text has none. */
export type WriteText = (text: string, lang?: "ja" | "en") => ReactNode;

export function FieldValue({
  content,
  field,
  languages = "one",
  write,
}: {
  content: AnyContent;
  field: FieldName;
  languages?: Languages;
  write?: WriteText | undefined;
}): ReactNode {
  const t = useMessages(texts);
  const { date } = useFormat();
  const words = useWords();
  const range = useStageRange();
  const shape = shapeOf(field);
  const value: unknown = content[field];
  if (field === "stage_min" || field === "stage_max") return range(content.stage_min, content.stage_max);
  switch (shape.shape) {
    case "bilingual":
      return <Twin text={value as Bilingual} languages={languages} write={write} />;
    case "text":
      return <p className="whitespace-pre-line">{write ? write(value as string) : (value as string)}</p>;
    case "texts":
      return <Words words={value as string[]} />;
    case "code":
      return words(shape.vocabulary, value as string);
    case "codes":
      return <Words words={(value as string[]).map((code) => words(shape.vocabulary, code))} />;
    case "date":
      return date(value as string);
    case "days":
      return t.days(value as number);
    case "yes_no":
      return value === true ? t.yes : t.no;
    case "evidence":
      return <EvidenceGrid rows={value as Schemas["Evidence"][]} languages={languages} />;
    case "researcher":
      return <Person person={value as Schemas["Researcher"]} />;
    case "co_owners":
      return (
        <ul className="flex flex-col gap-1">
          {(value as Schemas["CoOwner"][]).map((one, place) => (
            <li key={place} className="flex flex-wrap items-center gap-2">
              {one.name}
              <Badge look={one.consented ? "green" : "yellow"}>
                {one.consented ? t.consented : t.notConsented}
              </Badge>
            </li>
          ))}
        </ul>
      );
    case "disclosures":
      return (
        <Table dense caption={t.disclosures} head={[t.kind, t.date, t.state, t.note]}>
          {(value as Schemas["InventionDisclosure"][]).map((one, place) => (
            <tr key={place}>
              <td>{words("disclosure_kinds", one.kind)}</td>
              <td className="whitespace-nowrap">{one.date ? date(one.date) : "–"}</td>
              <td>{one.state ? t[one.state] : "–"}</td>
              <td>{one.note}</td>
            </tr>
          ))}
        </Table>
      );
  }
}

/** A text in the reader's language, or in both. */
export function Twin({
  text,
  languages = "one",
  write = (plain) => plain,
}: {
  text: Bilingual;
  languages?: Languages;
  write?: WriteText | undefined;
}) {
  const { pick, lang, locale } = useFormat();
  const other = locale === "ja" ? "en" : "ja";
  return (
    <div className="flex flex-col gap-2">
      <p className="whitespace-pre-line" lang={lang(text)}>
        {write(pick(text), lang(text) ?? locale)}
      </p>
      {languages === "both" && text[locale] && text[other] ? (
        <p lang={other} className="border-l-2 border-ai-200 pl-3 whitespace-pre-line text-ink-soft">
          {write(text[other], other)}
        </p>
      ) : null}
    </div>
  );
}

function Words({ words }: { words: string[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {words.map((word) => (
        <li key={word} className="rounded bg-ai-50 px-2 py-0.5 text-[0.9375rem] print:px-0 print:text-[1em]">
          {word}
        </li>
      ))}
    </ul>
  );
}

function EvidenceGrid({ rows, languages }: { rows: Schemas["Evidence"][]; languages: Languages }) {
  const t = useMessages(texts);
  const words = useWords();
  return (
    <Table dense caption={t.evidence} head={[t.system, t.result, t.replication]}>
      {rows.map((row, place) => (
        <tr key={place}>
          <td className="whitespace-nowrap">{words("evidence_systems", row.system)}</td>
          <td className="min-w-56">
            <Twin text={row.result ?? {}} languages={languages} />
          </td>
          <td className="whitespace-nowrap">{words("replications", row.replication)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Person({ person }: { person: Schemas["Researcher"] }) {
  const t = useMessages(texts);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Twin text={person.name ?? {}} />
      {person.orcid ? (
        <a
          href={`https://orcid.org/${person.orcid}`}
          rel="noreferrer"
          target="_blank"
          className="text-ai-900 underline underline-offset-4"
        >
          ORCID {person.orcid}
        </a>
      ) : null}
      {person.e_rad ? <span>{t.eRad(person.e_rad)}</span> : null}
    </div>
  );
}
