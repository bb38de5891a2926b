/** A hit to read. */
import type { ReactNode } from "react";
import { CompareToggle } from "@/features/listing/compare-toggle";
import { HitBadges, HitLink, Passage, useHitWords } from "./hit-parts";
import type { Hit } from "./use-search";

/** `mark`: beside the title. `children`: under the passage */
export function HitCard({
  hit,
  level = 3,
  mark,
  children,
}: {
  hit: Hit;
  level?: 3 | 4;
  mark?: ReactNode;
  children?: ReactNode;
}) {
  const words = useHitWords(hit);
  const Heading = level === 3 ? "h3" : "h4";
  const facts = [words.institution, words.stages, words.ip, words.modalities, words.areas].filter(Boolean);
  return (
    <article className="flex scroll-mt-20 scroll-mb-28 flex-col gap-1.5 rounded-xl border border-line bg-white px-4 py-3 focus-within:border-ai-600 sm:px-5">
      <div className="flex items-start justify-between gap-3">
        <div className="flex min-w-0 flex-col gap-1 pt-1.5">
          <Heading className="text-[1.0625rem] leading-snug font-bold">
            {mark}
            <HitLink hit={hit} />
          </Heading>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.875rem] text-ink-soft">
            <span className="tabular-nums">{hit.reference}</span>
            <HitBadges hit={hit} marked={mark === undefined} />
            <span>{words.written}</span>
            <span>{words.since}</span>
            <span className="hidden sm:inline">{words.until}</span>
          </p>
        </div>
        {hit.kind === "seed" ? <CompareToggle listing={hit} /> : null}
      </div>
      <Passage hit={hit} />
      <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-[0.875rem]">
        {facts.map((fact, place) => (
          <li key={place}>{fact}</li>
        ))}
      </ul>
      {children}
    </article>
  );
}
