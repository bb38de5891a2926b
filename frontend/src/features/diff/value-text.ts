/** A field's value as plain text, so that any two values can be compared word by word. */
import type { Schemas } from "@/api/client";
import { type FieldName, isBlank, shapeOf } from "@/features/listing-view";
import { useWords } from "@/features/vocabulary";
import type { Bilingual } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";

const texts = messages(
  {
    yes: "はい",
    no: "いいえ",
    consented: "同意済み",
    notConsented: "同意はまだ",
    past: "済み",
    planned: "予定",
  },
  {
    yes: "yes",
    no: "no",
    consented: "has consented",
    notConsented: "no consent",
    past: "past",
    planned: "planned",
  },
);

/** One text per language; `lang` is absent where the value has none. */
export interface LanguageText {
  lang?: "ja" | "en";
  text: string;
}

export function useValueText(): (field: FieldName, value: unknown) => LanguageText[] {
  const t = useMessages(texts);
  const words = useWords();
  return (field, value) => {
    if (isBlank(value)) return [];
    const shape = shapeOf(field);
    const lines = (all: string[]) => [{ text: all.join("\n") }];
    switch (shape.shape) {
      case "bilingual":
        return twin(value as Bilingual);
      case "code":
        return lines([words(shape.vocabulary, value as string)]);
      case "codes":
        return lines((value as string[]).map((code) => words(shape.vocabulary, code)));
      case "texts":
        return lines(value as string[]);
      case "yes_no":
        return lines([value === true ? t.yes : t.no]);
      case "co_owners":
        return lines(
          (value as Schemas["CoOwner"][]).map(
            (one) => `${one.name} (${one.consented ? t.consented : t.notConsented})`,
          ),
        );
      case "disclosures":
        return lines(
          (value as Schemas["InventionDisclosure"][]).map((one) =>
            [words("disclosure_kinds", one.kind), one.date, one.state ? t[one.state] : "", one.note]
              .filter(Boolean)
              .join(" / "),
          ),
        );
      case "evidence":
        return byLanguage(value as Schemas["Evidence"][], (row, result) =>
          [words("evidence_systems", row.system), result, words("replications", row.replication)]
            .filter(Boolean)
            .join(" / "),
        );
      case "researcher": {
        const { name, orcid, e_rad } = value as Schemas["Researcher"];
        return lines([name?.ja, name?.en, orcid, e_rad].filter((one): one is string => Boolean(one)));
      }
      default:
        return lines([String(value)]);
    }
  };
}

function twin(value: Bilingual): LanguageText[] {
  const { ja, en } = value;
  return [
    ...(ja ? [{ lang: "ja" as const, text: ja }] : []),
    ...(en ? [{ lang: "en" as const, text: en }] : []),
  ];
}

function byLanguage(
  rows: Schemas["Evidence"][],
  write: (row: Schemas["Evidence"], result: string) => string,
): LanguageText[] {
  const of = (lang: "ja" | "en") => rows.filter((row) => row.result?.[lang]);
  return (["ja", "en"] as const)
    .filter((lang) => of(lang).length > 0)
    .map((lang) => ({
      lang,
      text: of(lang)
        .map((row) => write(row, row.result?.[lang] ?? ""))
        .join("\n"),
    }));
}
