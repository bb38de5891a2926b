/** From one stage to another. Choosing an end before the beginning moves the other end along. */
import { useId } from "react";
import { useVocabulary } from "@/features/vocabulary";
import { messages, useMessages } from "@/i18n/messages";
import type { Search } from "./question";

const texts = messages(
  { range: "範囲で選ぶ", from: "この段階から", to: "この段階まで", any: "指定なし" },
  { range: "As a range", from: "From stage", to: "To stage", any: "Any" },
);

export function StageRange({ search, onChange }: { search: Search; onChange: (search: Search) => void }) {
  const t = useMessages(texts);
  const id = useId();
  const { terms, word } = useVocabulary("stages");
  const place = (code: string | undefined) => terms.findIndex((term) => term.code === code);
  const choose = (end: "stageMin" | "stageMax", code: string) => {
    const next: Search = { ...search, [end]: code || undefined };
    if (next.stageMin && next.stageMax && place(next.stageMin) > place(next.stageMax)) {
      next.stageMin = code;
      next.stageMax = code;
    }
    onChange(next);
  };
  const select = (end: "stageMin" | "stageMax", label: string) => (
    <select
      aria-label={label}
      className="min-h-9 w-full rounded-lg border border-solid-gray-600 bg-white px-2 text-[0.875rem]"
      value={search[end] ?? ""}
      onChange={(event) => choose(end, event.currentTarget.value)}
    >
      <option value="">{t.any}</option>
      {terms.map(({ code }) => (
        <option key={code} value={code}>
          {word(code)}
        </option>
      ))}
    </select>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot stand in one line with its fields
    <div role="group" aria-labelledby={id} className="mt-2 flex flex-col gap-1.5 px-1">
      <p id={id} className="text-[0.875rem] text-ink-soft">
        {t.range}
      </p>
      <div className="flex items-center gap-1.5">
        {select("stageMin", t.from)}
        <span aria-hidden="true">～</span>
        {select("stageMax", t.to)}
      </div>
    </div>
  );
}
