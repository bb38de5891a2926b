/** What was found: notices about the search, the hits, what follows them where they are few, and the way to more. */
import { startTransition, useEffect, useState } from "react";
import { useFormat } from "@/i18n/format";
import { useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Section } from "@/ui/page";
import { Empty, Note } from "@/ui/states";
import { HitCard } from "./hit-card";
import { HitTable } from "./hit-table";
import { isNarrowed, type Kind, type Search } from "./question";
import { texts } from "./texts";
import { type Hit, PAGE } from "./use-search";
import type { View } from "./use-view";

interface HitsProps {
  kind: Kind;
  search: Search;
  view: View;
  hits: Hit[];
  also: Hit[];
  total: number;
  relaxed: boolean;
  didYouMean: string | null;
  /** They were here before, and are shown again */
  returned: boolean;
  /** These are still the hits of the search before */
  stale: boolean;
  more: (() => void) | undefined;
  loadingMore: boolean;
  onText: (text: string) => void;
  onWiden: () => void;
}

/** So many hits fill the screen. */
const SCREENFUL = 5;

/** What is not near the window is laid out when it comes near. Until then it counts as this high. */
const BELOW =
  "[contain-intrinsic-block-size:auto_11rem] [content-visibility:auto] print:[content-visibility:visible]";

/** At first what fills the screen, then, without holding anything up, the rest. Who comes back finds everything where it was. */
function useScreenfulFirst(hits: Hit[], returned: boolean): Hit[] {
  const [all, setAll] = useState(returned);
  useEffect(() => startTransition(() => setAll(true)), []);
  return all ? hits : hits.slice(0, SCREENFUL);
}

export function Hits(props: HitsProps) {
  const { kind, search, view, also, total, relaxed, didYouMean, stale, more, loadingMore } = props;
  const hits = useScreenfulFirst(props.hits, props.returned);
  const t = useMessages(texts);
  const { number } = useFormat();
  const narrowed = isNarrowed(search);
  return (
    <div aria-busy={stale} className={`flex flex-col gap-4 ${stale ? "opacity-60" : ""}`}>
      {didYouMean ? (
        <p>
          {t.didYouMean}{" "}
          <button
            type="button"
            className="min-h-8 font-bold text-ai-900 underline underline-offset-4"
            onClick={() => props.onText(didYouMean)}
          >
            {didYouMean}
          </button>
        </p>
      ) : null}
      {relaxed && total > 0 ? <Note title={t.relaxed}>{t.relaxedDetail}</Note> : null}
      {total === 0 && !stale ? (
        <Empty
          title={t.nothing[kind]}
          action={narrowed ? <Button onClick={props.onWiden}>{t.widen}</Button> : null}
        >
          {narrowed ? t.nothingNarrowed : search.text ? t.nothingDetail : t.nothingYet}
        </Empty>
      ) : view === "table" ? (
        <HitTable kind={kind} hits={hits} caption={t.results} />
      ) : (
        <ul className="flex flex-col gap-3">
          {hits.map((hit) => (
            <li key={hit.id} className={BELOW}>
              <HitCard hit={hit} />
            </li>
          ))}
        </ul>
      )}
      {hits.length > 0 && (more || hits.length > PAGE) ? (
        <div className="flex flex-col items-center gap-2 py-2 no-print">
          <p role="status" className="text-[0.875rem] text-ink-soft">
            {t.shown(number(hits.length), number(total))}
          </p>
          {more ? (
            <Button busy={loadingMore} onClick={more}>
              {t.more}
            </Button>
          ) : null}
        </div>
      ) : null}
      {also.length > 0 ? (
        <Section title={t.also[kind]}>
          <p className="-mt-2 text-ink-soft">{t.alsoDetail}</p>
          <ul className="flex flex-col gap-3">
            {also.map((hit) => (
              <li key={hit.id}>
                <HitCard hit={hit} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </div>
  );
}
