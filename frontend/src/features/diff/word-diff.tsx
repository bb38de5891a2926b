/** Two texts, word by word: what went is struck through, what came is underlined, and screen readers are told in words. */
import { messages, useMessages } from "@/i18n/messages";
import { type Part, wordParts } from "./words";

const texts = messages(
  {
    removed: "削除: ",
    added: "追加: ",
    end: "。",
    before: "変更前",
    after: "変更後",
    nothing: "（記載なし）",
  },
  {
    removed: "removed: ",
    added: "added: ",
    end: ".",
    before: "Before",
    after: "After",
    nothing: "(nothing)",
  },
);

function Change({ part }: { part: Part }) {
  const t = useMessages(texts);
  if (part.change === "same") return <>{part.text}</>;
  const removed = part.change === "removed";
  const Mark = removed ? "del" : "ins";
  return (
    <Mark
      className={
        removed
          ? "rounded-xs bg-shu-50 text-shu-900 decoration-shu-800 decoration-2"
          : "rounded-xs bg-green-50 text-green-1000 decoration-green-1000 decoration-2 underline-offset-4"
      }
    >
      <span className="sr-only">{removed ? t.removed : t.added}</span>
      {part.text}
      <span className="sr-only">{t.end}</span>
    </Mark>
  );
}

function Text({
  parts,
  lang,
  without,
}: {
  parts: Part[];
  lang?: string | undefined;
  without?: Part["change"];
}) {
  const t = useMessages(texts);
  const shown = parts.filter((part) => part.change !== without);
  return (
    <p className="whitespace-pre-line" lang={lang}>
      {shown.length === 0 ? <span className="text-ink-soft">{t.nothing}</span> : null}
      {shown.map((part, place) => (
        <Change key={place} part={part} />
      ))}
    </p>
  );
}

export interface WordDiffProps {
  before: string;
  after: string;
  lang?: string | undefined;
  /** `columns`: side by side where there is room. `inline`: one text with both */
  layout?: "columns" | "inline" | undefined;
  /** What the two columns are, if not an earlier and a later text */
  sides?: { before: string; after: string } | undefined;
}

export function WordDiff({ before, after, lang, layout = "columns", sides }: WordDiffProps) {
  const words = useMessages(texts);
  const t = sides ?? words;
  const parts = wordParts(before, after);
  if (layout === "inline") return <Text parts={parts} lang={lang} />;
  return (
    <div className="grid grid-cols-1 gap-3 md:grid-cols-2 md:gap-6">
      <div className="flex min-w-0 flex-col gap-1">
        <p className="text-[0.8125rem] font-bold text-ink-soft">{t.before}</p>
        <Text parts={parts} lang={lang} without="added" />
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        <p className="text-[0.8125rem] font-bold text-ink-soft">{t.after}</p>
        <Text parts={parts} lang={lang} without="removed" />
      </div>
    </div>
  );
}
