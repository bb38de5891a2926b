/** Searching seeds or needs: one page for both kinds. Its whole state stands behind the # of the address. */
import { useEffect, useMemo, useRef, useState } from "react";
import { textOf } from "@/app/address";
import { toggleOrTell } from "@/features/listing/compare-toggle";
import { CompareTray } from "@/features/listing/compare-tray";
import { useVocabularies } from "@/features/vocabulary";
import { useFormat } from "@/i18n/format";
import { useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { useMedia } from "@/ui/media";
import { Page } from "@/ui/page";
import { Failure, Loading, useUnhurried } from "@/ui/states";
import { Chips, useChips } from "./chips";
import { Facets } from "./facets";
import { Hits } from "./hits";
import { rememberSearch } from "./last-search";
import { Operators } from "./operators";
import { EVERYTHING, isEmpty, type Kind, readSearch, type Search, writeSearch } from "./question";
import { ResultBar } from "./result-bar";
import { SearchBox } from "./search-box";
import { hitLinks, useHitShortcuts } from "./shortcuts";
import { texts } from "./texts";
import { useHashState } from "./use-hash-state";
import { useSearch } from "./use-search";
import { useView } from "./use-view";

export function SearchPage({ kind }: { kind: Kind }) {
  const t = useMessages(texts);
  const { number } = useFormat();
  const [address, write] = useHashState();
  const search = useMemo(() => readSearch(address), [address]);
  const [view, rememberView] = useView(textOf(address["view"]));
  const found = useSearch(kind, search);
  // Codes would stand there first, and make room for words.
  const wordless = useVocabularies().isLoading;
  const ready = useUnhurried(found.first !== undefined && !wordless);
  const [returned] = useState(found.first !== undefined);
  const [narrowing, setNarrowing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const chips = useChips(kind, search);
  const total = found.first?.total;
  // Several searches stand open side by side: each tab says which one it holds, and what it found.
  const asked = [search.text, ...chips.map((chip) => chip.word)].filter(Boolean).join(" ");
  const tab = asked && total !== undefined ? t.tab(asked, number(total), t.title[kind]) : t.title[kind];
  // A table wants the width that filters would take.
  const beside = useMedia(view === "cards" ? "(min-width: 64rem)" : "(min-width: 96rem)");
  const change = (next: Search, replace = false) =>
    write({ ...writeSearch(next), view: address["view"] }, replace);
  const toHits = () => heading.current?.focus();
  const { openHelp, dialog } = useHitShortcuts({
    onSearch: () => {
      field.current?.focus();
      field.current?.select();
    },
    onCompare: (id) => {
      const hit = [...found.hits, ...found.also].find((one) => one.id === id);
      if (hit?.kind === "seed") toggleOrTell(hit);
    },
  });
  useEffect(() => rememberSearch(kind, search), [kind, search]);
  // What was appended begins with the first new hit.
  const appendedAt = useRef<number | null>(null);
  const shown = found.hits.length;
  useEffect(() => {
    if (appendedAt.current === null || shown <= appendedAt.current) return;
    hitLinks()[appendedAt.current]?.focus();
    appendedAt.current = null;
  }, [shown]);
  const more = found.more;
  const loadMore = () => {
    appendedAt.current = shown;
    void more?.();
  };
  const facets = <Facets kind={kind} search={search} counts={found.counts} onChange={change} />;
  return (
    <Page
      title={t.title[kind]}
      tab={tab}
      lead={t.lead[kind]}
      width="wide"
      actions={
        <>
          <span className="hidden sm:block">
            <Button look="quiet" size="small" className="min-h-11" onClick={openHelp}>
              {t.shortcuts}
            </Button>
          </span>
          <LinkButton to="/about-text" search={{ kind }} icon="file">
            {t.aboutText}
          </LinkButton>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <SearchBox
          kind={kind}
          text={search.text}
          field={field}
          onSearch={(text) => change({ ...search, text })}
          onLeave={toHits}
        />
        <Operators />
      </div>
      <div
        className={`grid items-start gap-6 ${beside ? "grid-cols-[15.5rem_minmax(0,1fr)] print:grid-cols-1" : "grid-cols-1"}`}
      >
        {beside ? (
          <aside aria-label={t.narrow} className="no-print">
            <h2 className="pb-1 text-[1.0625rem] font-bold">{t.narrow}</h2>
            {facets}
          </aside>
        ) : null}
        <div className="flex min-w-0 flex-col gap-4">
          <h2
            ref={heading}
            tabIndex={-1}
            className={isEmpty(search) ? "text-[1.125rem] leading-none font-bold" : "sr-only"}
          >
            {isEmpty(search) ? t.newest[kind] : t.results}
          </h2>
          <ResultBar
            kind={kind}
            search={search}
            total={total}
            view={view}
            onOrder={(order) => change({ ...search, order }, true)}
            onView={(next) => {
              rememberView(next);
              write({ ...writeSearch(search), view: next }, true);
            }}
          >
            {beside ? null : (
              <Button
                size="small"
                className="min-h-11"
                icon="list"
                aria-haspopup="dialog"
                onClick={() => setNarrowing(true)}
              >
                {t.narrowWith(chips.length)}
              </Button>
            )}
          </ResultBar>
          <Chips kind={kind} search={search} onChange={change} onEmpty={toHits} />
          {found.error && !found.first ? (
            <Failure error={found.error} again={found.again} />
          ) : found.first && ready ? (
            <Hits
              kind={kind}
              search={search}
              view={view}
              hits={found.hits}
              also={found.also}
              total={found.first.total}
              relaxed={found.first.relaxed}
              didYouMean={found.didYouMean}
              returned={returned}
              stale={found.stale}
              more={more ? loadMore : undefined}
              loadingMore={found.loadingMore}
              onText={(text) => change({ ...search, text })}
              onWiden={() => change({ ...EVERYTHING, text: search.text, order: search.order })}
            />
          ) : (
            <Loading lines={14} />
          )}
          <CompareTray />
        </div>
      </div>
      <Dialog open={narrowing} title={t.narrow} shape="drawer" onClose={() => setNarrowing(false)}>
        {facets}
        <div className="sticky bottom-0 -mx-5 -mb-5 border-t border-line bg-white px-5 py-3">
          <Button look="primary" className="w-full" onClick={() => setNarrowing(false)}>
            {total === undefined ? t.show : t.showSome(number(total))}
          </Button>
        </div>
      </Dialog>
      {dialog}
    </Page>
  );
}
