/** From one hit to the next without going back to the list: among the hits that the last search has shown. */
import type { InfiniteData } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { queries } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "@/ui/icons";
import { useShortcuts } from "@/ui/shortcuts";
import { lastSearch } from "./last-search";
import type { Kind } from "./question";
import { type Hit, keyOfSearch } from "./use-search";

const texts = messages(
  {
    label: "検索結果の前後",
    place: (n: string, total: string) => `${total}件中${n}件目`,
    previous: "前へ",
    next: "次へ",
    nextHit: "次の検索結果へ",
    previousHit: "前の検索結果へ",
  },
  {
    label: "Before and after in the results",
    place: (n: string, total: string) => `${n} of ${total}`,
    previous: "Previous",
    next: "Next",
    nextHit: "Next hit",
    previousHit: "Previous hit",
  },
);

const linkTo = ({ kind, id }: Hit) =>
  ({ to: kind === "seed" ? "/seeds/$id" : "/needs/$id", params: { id } }) as const;

export function Neighbours({ kind, id }: { kind: Kind; id: string }) {
  const t = useMessages(texts);
  const { number } = useFormat();
  const navigate = useNavigate();
  const pages = queries.getQueryData<InfiniteData<{ items: Hit[]; total: number }>>(
    keyOfSearch(kind, lastSearch(kind)),
  )?.pages;
  const hits = pages?.flatMap((page) => page.items) ?? [];
  const place = hits.findIndex((hit) => hit.id === id);
  const previous = hits[place - 1];
  const next = place === -1 ? undefined : hits[place + 1];
  // Going through hits is one step: back leads to the list.
  const go = (hit: Hit | undefined) => hit && void navigate({ ...linkTo(hit), replace: true });
  const { dialog } = useShortcuts([
    { keys: ["j"], label: t.nextHit, run: () => go(next) },
    { keys: ["k"], label: t.previousHit, run: () => go(previous) },
  ]);
  if (place === -1) return null;
  return (
    <>
      <nav aria-label={t.label} className="flex items-center gap-3 text-[0.875rem]">
        <Step hit={previous}>
          <Icon name="left" size={16} />
          {t.previous}
        </Step>
        <span className="text-ink-soft tabular-nums">
          {t.place(number(place + 1), number(pages?.[0]?.total ?? hits.length))}
        </span>
        <Step hit={next}>
          {t.next}
          <Icon name="right" size={16} />
        </Step>
      </nav>
      {dialog}
    </>
  );
}

function Step({ hit, children }: { hit: Hit | undefined; children: ReactNode }) {
  if (!hit) return null;
  return (
    <Link
      replace
      {...linkTo(hit)}
      className="inline-flex min-h-11 items-center gap-1 text-ai-900 underline underline-offset-4"
    >
      {children}
    </Link>
  );
}
