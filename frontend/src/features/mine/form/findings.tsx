/** Passages that members would read and that may enable: quoted under their field, with the reason. A person decides. */
import type { Schemas } from "@/api/client";
import { type AnyContent, fieldOf } from "@/features/listing-view/fields";
import { messages, useMessages } from "@/i18n/messages";
import { Note } from "@/ui/states";
import { passage } from "./content";
import { useOf } from "./store";

type Finding = Schemas["EnablingFinding"];

export const findingTexts = messages(
  {
    title: "公表にあたるおそれのある記述",
    ja: "日本語",
    en: "英語",
    sequence:
      "塩基配列またはアミノ酸配列に見えます。会員向けの項目に配列を書くと、発明を実施できる公表とみなされることがあります。",
    structure: "化学構造の表記に見えます。構造が分かると、発明を実施できる公表とみなされることがあります。",
    dose: "用量または濃度に見えます。具体的な数値は、承認先以上に見せる項目に移してください。",
    claim: "特許請求の範囲のような書き方です。権利化の前は、より大まかに書いてください。",
  },
  {
    title: "Passages that may be an enabling disclosure",
    ja: "Japanese",
    en: "English",
    sequence:
      "Looks like a nucleotide or amino-acid sequence. Where members can read it, it may count as a disclosure that enables others to work the invention.",
    structure: "Looks like a chemical structure. Knowing it may enable others to work the invention.",
    dose: "Looks like a dose or concentration. Move exact figures to fields for approved readers or closer.",
    claim: "Reads like a patent claim. Before filing, keep it more general.",
  },
);

/** The passage itself, if it can still be found in what is written. */
export function quoted(content: AnyContent, { field, start, end }: Finding): string {
  const [name = "", language] = field.split(".");
  const value: unknown = content[name as keyof AnyContent];
  if (typeof value === "string") return passage(value, start, end);
  if (language && value && typeof value === "object")
    return passage(String((value as Record<string, unknown>)[language] ?? ""), start, end);
  return "";
}

export function FieldFindings({ field }: { field: string }) {
  const t = useMessages(findingTexts);
  const all = useOf((store) => store.remarked().findings);
  const content = useOf((store) => store.all());
  const own = all.filter((finding) => fieldOf(finding.field) === field);
  if (own.length === 0) return null;
  return (
    <Note look="warning" title={t.title}>
      <ul className="flex flex-col gap-1 text-[0.9375rem]">
        {own.map((finding, place) => (
          <li key={place}>
            <Passage content={content} finding={finding} /> {t[finding.kind]}
          </li>
        ))}
      </ul>
    </Note>
  );
}

export function Passage({ content, finding }: { content: AnyContent; finding: Finding }) {
  const t = useMessages(findingTexts);
  const language = finding.field.split(".")[1];
  const text = quoted(content, finding);
  return (
    <>
      {language === "ja" || language === "en" ? (
        <span className="text-[0.875rem] text-ink-soft">{t[language]} </span>
      ) : null}
      {text ? (
        <q className="font-bold" lang={language}>
          {text}
        </q>
      ) : null}
    </>
  );
}
