/** What narrows a search. Labels stand at once and counts are filled in; each box stays where it is, so it keeps the focus. */
import { useId, useState } from "react";
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Choice } from "@/ui/field";
import { Icon } from "@/ui/icons";
import { type FacetName, facetsOf, type Kind, type Search, toggled } from "./question";
import { StageRange } from "./stage-range";
import { type FacetWords, useFacetWords } from "./words";

const texts = messages(
  {
    expand: "別の呼び方も探す",
    expandSupport: "同義語・略語・もう一方の言語",
    all: (n: number) => `ほか${n}件を表示`,
    fewer: "少なく表示",
    chosen: (n: number) => `${n}件選択中`,
  },
  {
    expand: "Search other names too",
    expandSupport: "Synonyms, abbreviations, the other language",
    all: (n: number) => `Show ${n} more`,
    fewer: "Show fewer",
    chosen: (n: number) => `${n} chosen`,
  },
);

/** So many codes are shown of a long facet. */
const SOME = 8;
const OPEN_AT_FIRST: FacetName[] = ["disease_areas", "stage", "modalities", "ip_status"];

export type Counts = Record<string, Schemas["FacetCount"][]> | undefined;

interface FacetsProps {
  kind: Kind;
  search: Search;
  counts: Counts;
  onChange: (search: Search) => void;
}

export function Facets({ kind, search, counts, onChange }: FacetsProps) {
  const t = useMessages(texts);
  const words = useFacetWords(kind);
  return (
    <div className="flex flex-col divide-y divide-line">
      <div className="pb-2">
        <Choice
          type="checkbox"
          label={t.expand}
          support={t.expandSupport}
          checked={search.expand}
          onChange={() => onChange({ ...search, expand: !search.expand })}
        />
      </div>
      {facetsOf(kind).map((facet) => (
        <Facet
          key={facet}
          facet={facet}
          words={words}
          search={search}
          counts={counts?.[facet]}
          onChange={onChange}
        />
      ))}
    </div>
  );
}

function Facet({
  facet,
  words,
  search,
  counts,
  onChange,
}: {
  facet: FacetName;
  words: FacetWords;
  search: Search;
  counts: Schemas["FacetCount"][] | undefined;
  onChange: (search: Search) => void;
}) {
  const t = useMessages(texts);
  const id = useId();
  const { number } = useFormat();
  const chosen = search.filters[facet] ?? [];
  const [open, setOpen] = useState(OPEN_AT_FIRST.includes(facet) || chosen.length > 0);
  const [all, setAll] = useState(false);
  const codes = words.codes(facet);
  const isLong = (codes?.length ?? 0) > SOME + 2;
  const shown = codes?.filter((code, place) => all || !isLong || place < SOME || chosen.includes(code));
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="group py-1">
      <summary
        id={id}
        className="flex min-h-11 list-none items-center gap-2 rounded-lg font-bold hover:bg-ai-50 [&::-webkit-details-marker]:hidden"
      >
        <span className="flex-1">{words.name(facet)}</span>
        {chosen.length > 0 ? (
          <span className="rounded-full bg-ai-900 px-2 text-[0.8125rem] leading-6 text-white">
            {t.chosen(chosen.length)}
          </span>
        ) : null}
        <Icon name="down" size={16} className="group-open:rotate-180" />
      </summary>
      {open ? (
        // biome-ignore lint/a11y/useSemanticElements: the summary is the name of the group
        <div role="group" aria-labelledby={id} className="flex flex-col pb-2">
          {shown ? (
            shown.map((code) => {
              const count = counts?.find((one) => one.code === code)?.count;
              return (
                <label
                  key={code}
                  className="flex min-h-8 items-center gap-2.5 rounded px-1 py-1 text-[0.9375rem] leading-snug hover:bg-ai-50"
                >
                  <input
                    type="checkbox"
                    className="size-5 shrink-0 accent-ai-900"
                    checked={chosen.includes(code)}
                    onChange={() => onChange(toggled(search, facet, code))}
                  />
                  <span className={`min-w-0 flex-1 ${count === 0 ? "text-ink-soft" : ""}`}>
                    {words.word(facet, code)}
                  </span>
                  <span className="min-w-6 text-right text-[0.875rem] text-ink-soft tabular-nums">
                    {count === undefined ? "" : number(count)}
                  </span>
                </label>
              );
            })
          ) : (
            <span aria-hidden="true" className="block h-64 animate-pulse rounded bg-solid-gray-50" />
          )}
          {codes && isLong ? (
            <button
              type="button"
              className="min-h-8 self-start px-1 text-[0.875rem] text-ai-900 underline underline-offset-4"
              onClick={() => setAll(!all)}
            >
              {all ? t.fewer : t.all(codes.length - (shown?.length ?? 0))}
            </button>
          ) : null}
          {facet === "stage" ? <StageRange search={search} onChange={onChange} /> : null}
        </div>
      ) : null}
    </details>
  );
}
