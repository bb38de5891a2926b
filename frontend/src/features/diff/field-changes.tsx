/** The fields that differ between two versions, each with its words compared and with who may read it. */
import type { ReactNode } from "react";
import { type FieldName, type ListingKind, useFieldName } from "@/features/listing-view";
import { messages, useMessages } from "@/i18n/messages";
import { TierBadge } from "@/ui/badges";
import { Icon } from "@/ui/icons";
import type { Change } from "./changes";
import { type LanguageText, useValueText } from "./value-text";
import { WordDiff, type WordDiffProps } from "./word-diff";

const texts = messages(
  {
    ja: "日本語",
    en: "英語",
    changed: "変更",
    added: "追加",
    removed: "削除",
    tierOnly: "本文は同じで、開示区分だけが変わりました。",
    becomes: "から次へ",
    none: "違いはありません。",
  },
  {
    ja: "Japanese",
    en: "English",
    changed: "changed",
    added: "added",
    removed: "removed",
    tierOnly: "The text is the same; only its disclosure tier changed.",
    becomes: "becomes",
    none: "There are no differences.",
  },
);

export function FieldChanges({
  kind,
  changes,
  layout,
  sides,
  beside,
  level = 3,
}: {
  kind: ListingKind;
  changes: Change[];
  layout?: WordDiffProps["layout"];
  sides?: WordDiffProps["sides"];
  /** Something under a field: its comments, say */
  beside?: (field: FieldName) => ReactNode;
  level?: 3 | 4;
}) {
  const t = useMessages(texts);
  if (changes.length === 0) return <p className="text-ink-soft">{t.none}</p>;
  return (
    <div className="flex flex-col divide-y divide-line">
      {changes.map((change) => (
        <div
          key={change.field}
          id={`change-${change.field}`}
          tabIndex={-1}
          className="py-4 first:pt-0 last:pb-0"
        >
          <OneChange kind={kind} change={change} layout={layout} sides={sides} level={level} />
          {beside?.(change.field as FieldName)}
        </div>
      ))}
    </div>
  );
}

function OneChange({
  kind,
  change,
  layout,
  sides,
  level,
}: {
  kind: ListingKind;
  change: Change;
  layout: WordDiffProps["layout"];
  sides: WordDiffProps["sides"];
  level: 3 | 4;
}) {
  const t = useMessages(texts);
  const name = useFieldName(kind);
  const text = useValueText();
  const field = change.field as FieldName;
  const [before, after] = [text(field, change.before), text(field, change.after)];
  const what = before.length === 0 ? t.added : after.length === 0 ? t.removed : t.changed;
  const Heading = level === 3 ? "h3" : "h4";
  const pairs = pair(before, after);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Heading className="font-bold">{name(field)}</Heading>
        {pairs.length > 0 ? <span className="text-[0.875rem] text-ink-soft">{what}</span> : null}
        <span className="flex items-center gap-1">
          <TierBadge tier={change.tier_before} />
          {change.tier_before === change.tier_after ? null : (
            <>
              <Icon name="right" size={14} />
              <span className="sr-only">{t.becomes}</span>
              <TierBadge tier={change.tier_after} />
            </>
          )}
        </span>
      </div>
      {pairs.length === 0 ? <p className="text-ink-soft">{t.tierOnly}</p> : null}
      {pairs.map(({ lang, before: old, after: now }) => (
        <div key={lang ?? ""} className="flex flex-col gap-1">
          {lang && pairs.length > 1 ? <p className="text-[0.875rem] text-ink-soft">{t[lang]}</p> : null}
          <WordDiff before={old} after={now} lang={lang} layout={layout} sides={sides} />
        </div>
      ))}
    </div>
  );
}

/** The texts of each language that differ. */
function pair(before: LanguageText[], after: LanguageText[]) {
  const languages = [...new Set([...before, ...after].map((one) => one.lang))];
  const of = (texts: LanguageText[], lang: LanguageText["lang"]) =>
    texts.find((one) => one.lang === lang)?.text ?? "";
  return languages
    .map((lang) => ({ lang, before: of(before, lang), after: of(after, lang) }))
    .filter((one) => one.before !== one.after);
}
