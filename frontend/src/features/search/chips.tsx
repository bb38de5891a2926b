/** What narrows the search now; each can be taken away. Focus goes on to the next chip, or to the hits. */
import { useRef } from "react";
import { useStageRange } from "@/features/vocabulary";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "@/ui/icons";
import { FACETS, isNarrowed, type Kind, type Search, toggled } from "./question";
import { useFacetWords } from "./words";

const texts = messages(
  {
    label: "適用中の絞り込み",
    remove: (name: string) => `絞り込みを外す：${name}`,
    clear: "絞り込みをすべて外す",
    range: (words: string) => `段階 ${words}`,
    exact: "別の呼び方を探さない",
    from: (words: string) => `${words}から`,
    to: (words: string) => `${words}まで`,
  },
  {
    label: "Filters in use",
    remove: (name: string) => `Remove filter ${name}`,
    clear: "Remove all filters",
    range: (words: string) => `Stage ${words}`,
    exact: "No other names",
    from: (words: string) => `from ${words}`,
    to: (words: string) => `to ${words}`,
  },
);

interface Chip {
  key: string;
  word: string;
  without: Search;
}

/** Each narrowing in words, with the search that is left without it. */
export function useChips(kind: Kind, search: Search): Chip[] {
  const t = useMessages(texts);
  const words = useFacetWords(kind);
  const range = useStageRange();
  const chips: Chip[] = FACETS.flatMap((facet) =>
    (search.filters[facet] ?? []).map((code) => ({
      key: `${facet}-${code}`,
      word: words.word(facet, code),
      without: toggled(search, facet, code),
    })),
  );
  const { stageMin, stageMax } = search;
  if (stageMin || stageMax) {
    const inWords = range(stageMin, stageMax);
    const word = stageMin && stageMax ? inWords : stageMin ? t.from(inWords) : t.to(inWords);
    chips.push({
      key: "range",
      word: t.range(word),
      without: { ...search, stageMin: undefined, stageMax: undefined },
    });
  }
  if (!search.expand) chips.push({ key: "expand", word: t.exact, without: { ...search, expand: true } });
  return chips;
}

export function Chips({
  kind,
  search,
  onChange,
  onEmpty,
}: {
  kind: Kind;
  search: Search;
  onChange: (search: Search) => void;
  onEmpty: () => void;
}) {
  const t = useMessages(texts);
  const chips = useChips(kind, search);
  const list = useRef<HTMLUListElement>(null);
  if (chips.length === 0) return null;
  const remove = (chip: Chip, place: number) => {
    const buttons = list.current?.querySelectorAll("button");
    const next = buttons?.[place + 1] ?? buttons?.[place - 1];
    if (next && chips.length > 1) next.focus();
    else onEmpty();
    onChange(chip.without);
  };
  const clear = () => {
    onEmpty();
    onChange({ ...search, filters: {}, stageMin: undefined, stageMax: undefined, expand: true });
  };
  return (
    <ul ref={list} aria-label={t.label} className="flex flex-wrap items-center gap-2 no-print">
      {chips.map((chip, place) => (
        <li key={chip.key}>
          <button
            type="button"
            aria-label={t.remove(chip.word)}
            className="inline-flex min-h-9 items-center gap-1.5 rounded-full border border-ai-300 bg-ai-50 py-1 pr-2 pl-3 text-[0.875rem] text-ai-1000 hover:bg-ai-100"
            onClick={() => remove(chip, place)}
          >
            {chip.word}
            <Icon name="close" size={16} />
          </button>
        </li>
      ))}
      {chips.length > 1 || isNarrowed(search) ? (
        <li>
          <button
            type="button"
            className="min-h-9 px-2 text-[0.875rem] text-ai-900 underline underline-offset-4"
            onClick={clear}
          >
            {t.clear}
          </button>
        </li>
      ) : null}
    </ul>
  );
}
