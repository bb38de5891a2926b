/** The entries of one log: the newest first to see what just happened, the oldest first to follow it from its beginning. */
import { $api, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Await, Empty } from "@/ui/states";
import { Table } from "@/ui/table";
import { entryKinds } from "./entry-kinds";
import { FilterBar, FilterSelect, useFilter } from "./filters";
import { Hash } from "./hash";
import { DoerOf, FactList, SubjectOf } from "./ledger-words";
import { byPages, More } from "./more";

const texts = messages(
  {
    caption: "記録",
    number: "番号",
    at: "日時",
    what: "できごと",
    doer: "行った人",
    subject: "対象",
    facts: "内容",
    hash: "ハッシュ値",
    empty: "記録はありません",
    print: "表示中の記録を印刷する",
    order: "並び順",
    newest: "新しい順",
    oldest: "古い順",
  },
  {
    caption: "Entries",
    number: "No.",
    at: "When",
    what: "What happened",
    doer: "By",
    subject: "To what",
    facts: "Facts",
    hash: "Hash",
    empty: "No entries",
    print: "Print what is shown",
    order: "Order",
    newest: "Newest first",
    oldest: "Oldest first",
  },
);

export function LedgerEntries({ log }: { log: string }) {
  const t = useMessages(texts);
  const order = useFilter("order", ["oldest"]) ?? "newest";
  const query = $api.useInfiniteQuery(
    "get",
    "/api/v1/ledger/entries",
    { params: { query: { log, order, limit: 50 } } },
    byPages,
  );
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <FilterBar>
          <FilterSelect
            name="order"
            label={t.order}
            value={order === "oldest" ? order : undefined}
            unset={t.newest}
            options={[["oldest", t.oldest]]}
          />
        </FilterBar>
        <span className="no-print">
          <Button size="small" onClick={() => window.print()}>
            {t.print}
          </Button>
        </span>
      </div>
      <Await query={query} lines={8}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page?.items ?? []);
          if (items.length === 0) return <Empty title={t.empty} />;
          return (
            <>
              <Table
                dense
                caption={t.caption}
                head={[t.number, t.at, t.what, t.doer, t.subject, t.facts, t.hash]}
              >
                {items.map((entry) => (
                  <Row key={entry.id} entry={entry} />
                ))}
              </Table>
              <More pages={query} shown={items.length} />
            </>
          );
        }}
      </Await>
    </>
  );
}

function Row({ entry }: { entry: Schemas["LedgerEntry"] }) {
  const kinds = useMessages(entryKinds) as Record<string, string>;
  const { dateTime, number } = useFormat();
  return (
    <tr className="align-top">
      <td className="text-right tabular-nums">{number(entry.seq)}</td>
      <td className="whitespace-nowrap">
        <time dateTime={entry.at} title={entry.at}>
          {dateTime(entry.at)}
        </time>
      </td>
      <td className="min-w-[7rem] font-bold [word-break:auto-phrase]">{kinds[entry.kind] ?? entry.kind}</td>
      <td className="whitespace-nowrap print:min-w-[6rem] print:whitespace-normal">
        <DoerOf doer={entry.doer} />
      </td>
      <td className="print:min-w-[9rem]">
        <SubjectOf subject={entry.subject} />
      </td>
      <td className="min-w-[14rem] print:min-w-[9rem]">
        <FactList facts={entry.facts} />
      </td>
      <td className="print:min-w-[11rem]">
        <Hash value={entry.commitment} />
      </td>
    </tr>
  );
}
