/** Over the hits: how many there are, in which order and how they are shown, and what can be done with them. */
import type { ReactNode } from "react";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "@/ui/icons";
import { ExportHits } from "./export-hits";
import type { Kind, Order, Search } from "./question";
import { SaveSearch } from "./save-search";

import type { View } from "./use-view";

const texts = messages(
  {
    total: (n: string) => `${n}件`,
    searching: "検索しています",
    order: "並び順",
    orders: { relevance: "関連の強い順", newest: "新着順", expiring: "掲載期限の近い順" },
    view: "表示の仕方",
    views: { cards: "カード", table: "表" },
  },
  {
    total: (n: string) => `${n} found`,
    searching: "Searching",
    order: "Sort by",
    orders: { relevance: "Relevance", newest: "Newest", expiring: "Ending soonest" },
    view: "Show as",
    views: { cards: "Cards", table: "Table" },
  },
);

interface ResultBarProps {
  kind: Kind;
  search: Search;
  total: number | undefined;
  view: View;
  onOrder: (order: Order) => void;
  onView: (view: View) => void;
  children?: ReactNode;
}

export function ResultBar({ kind, search, total, view, onOrder, onView, children }: ResultBarProps) {
  const t = useMessages(texts);
  const { number } = useFormat();
  // Without words nothing is more relevant than something else.
  const orders: Order[] = search.text.trim() ? ["relevance", "newest", "expiring"] : ["newest", "expiring"];
  const order = orders.includes(search.order) ? search.order : "newest";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 no-print">
      <p role="status" className="mr-auto min-w-16 text-[1.125rem] font-bold tabular-nums">
        {total === undefined ? <span className="sr-only">{t.searching}</span> : t.total(number(total))}
      </p>
      {children}
      <label className="flex items-center gap-2 text-[0.875rem]">
        <span className="sr-only sm:not-sr-only">{t.order}</span>
        <select
          aria-label={t.order}
          className="min-h-11 rounded-lg border border-solid-gray-600 bg-white px-2"
          value={order}
          onChange={(event) => onOrder(event.currentTarget.value as Order)}
        >
          {orders.map((one) => (
            <option key={one} value={one}>
              {t.orders[one]}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="flex overflow-hidden rounded-lg border border-solid-gray-600">
        <legend className="sr-only">{t.view}</legend>
        {(["cards", "table"] as const).map((one) => (
          <label
            key={one}
            className="flex min-h-10 items-center gap-1.5 bg-white px-3 text-[0.875rem] has-checked:bg-ai-900 has-checked:text-white has-focus-visible:outline-3 has-focus-visible:-outline-offset-3 has-focus-visible:outline-black"
          >
            <input
              type="radio"
              name="view"
              className="sr-only"
              checked={view === one}
              onChange={() => onView(one)}
            />
            <Icon name={one === "cards" ? "menu" : "list"} size={16} />
            <span className="sr-only sm:not-sr-only">{t.views[one]}</span>
          </label>
        ))}
      </fieldset>
      <SaveSearch kind={kind} search={search} />
      <ExportHits kind={kind} search={search} total={total ?? 0} />
    </div>
  );
}
