/** What the linter and the reviewers have to say about one field, beside it and in its text. */
import type { ReactNode } from "react";
import type { Schemas } from "@/api/client";
import {
  type AnyContent,
  type FieldName,
  fieldOf,
  type ListingKind,
  useFieldName,
} from "@/features/listing-view";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "@/ui/icons";
import { Comments } from "./comments";
import { cut, findingsIn, langOf, wordsOf } from "./passages";
import { reviewTexts } from "./texts";

const texts = messages(
  { inLanguage: { ja: "日本語の記載", en: "英語の記載" } },
  { inLanguage: { ja: "Japanese text", en: "English text" } },
);

export function FieldNotes({
  desk,
  kind,
  content,
  field,
}: {
  desk: Schemas["ReviewDesk"];
  kind: ListingKind;
  content: AnyContent;
  field: FieldName;
}) {
  const t = useMessages(texts);
  const words = useMessages(reviewTexts);
  const name = useFieldName(kind);
  const findings = desk.findings.filter((finding) => fieldOf(finding.field) === field);
  return (
    <div className="flex flex-col gap-2">
      {findings.map((finding) => {
        const lang = langOf(finding);
        const passage = wordsOf(content, finding);
        return (
          <p
            key={`${finding.field} ${finding.kind} ${finding.start}`}
            className="flex gap-2 rounded-lg bg-yellow-50 px-3 py-1.5 text-[0.875rem]"
          >
            <Icon name="warning" size={18} className="mt-0.5" />
            <span className="min-w-0">
              {words.finding[finding.kind]}
              {passage ? (
                <q lang={lang} className="ml-2 font-bold">
                  {passage}
                </q>
              ) : null}
              {lang ? <span className="ml-2 text-ink-soft">{t.inLanguage[lang]}</span> : null}
            </span>
          </p>
        );
      })}
      <Comments
        listing={desk.submitted.id}
        comments={desk.comments}
        field={field}
        fieldName={name(field === "stage_min" || field === "stage_max" ? "stage" : field)}
      />
    </div>
  );
}

/** A text with its findings marked. */
export function Marked({
  text,
  findings,
  field,
  lang,
}: {
  text: string;
  findings: Schemas["EnablingFinding"][];
  field: FieldName;
  lang?: "ja" | "en" | undefined;
}): ReactNode {
  const words = useMessages(reviewTexts);
  const here = findingsIn(findings, field, lang);
  if (here.length === 0) return text;
  return cut(text, here).map(({ text: piece, kind }, place) =>
    kind ? (
      <mark
        key={place}
        title={words.finding[kind]}
        className="underline decoration-shu-700 decoration-wavy underline-offset-4"
      >
        {piece}
        <span className="sr-only"> ({words.finding[kind]})</span>
      </mark>
    ) : (
      piece
    ),
  );
}
