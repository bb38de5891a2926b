/**
 * Counts by two things as a table: readable by screen readers, each number a link to what it counts. Shades help the eye; text stays
 * dark on all of them.
 */
import { Link, type LinkProps } from "@tanstack/react-router";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { shadeOf } from "./tints";

const texts = messages(
  {
    total: "計",
    cell: (row: string, column: string, count: string) => `${row} × ${column}：${count}件`,
    line: (name: string, count: string) => `${name}：計${count}件`,
    fewer: "少ない",
    more: "多い",
    none: "なし",
  },
  {
    total: "Total",
    cell: (row: string, column: string, count: string) => `${row} × ${column}: ${count}`,
    line: (name: string, count: string) => `${name}: ${count} in total`,
    fewer: "fewer",
    more: "more",
    none: "none",
  },
);

const shades = ["bg-white", "bg-ai-50", "bg-ai-100", "bg-ai-200", "bg-ai-300"];

export interface HeatMapAxis {
  code: string;
  label: string;
  /** Counted once each, so not the sum of the cells */
  total: number;
}

export interface HeatMapProps {
  caption: string;
  /** Over the row names: what the rows are */
  corner: string;
  rows: HeatMapAxis[];
  columns: HeatMapAxis[];
  total: number;
  count: (row: string, column: string) => number;
  /** Where a number leads: a cell, a whole row, a whole column, or everything */
  link: (row: string | null, column: string | null) => LinkProps;
}

export function HeatMap({ caption, corner, rows, columns, total, count, link }: HeatMapProps) {
  const t = useMessages(texts);
  const { number } = useFormat();
  const shade = shadeOf(rows.flatMap((row) => columns.map((column) => count(row.code, column.code))));
  const side = "sticky left-0 z-10 bg-white";
  return (
    <div className="flex flex-col gap-3">
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard
        tabIndex={0}
        aria-label={caption}
        className="relative overflow-x-auto rounded-xl border border-line bg-white [print-color-adjust:exact] print:overflow-visible"
      >
        <table className="w-full border-separate border-spacing-0 text-[0.9375rem] print:text-[8pt]">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="align-bottom [&>*]:border-b [&>*]:border-line [&>*]:px-1.5 [&>*]:py-2.5">
              <th
                scope="col"
                className={`${side} min-w-32 border-r text-left font-bold sm:min-w-44 print:min-w-24`}
              >
                {corner}
              </th>
              {columns.map((column) => (
                <th
                  key={column.code}
                  scope="col"
                  className="min-w-16 text-center text-[0.875rem] print:min-w-0 print:text-[7pt] [overflow-wrap:break-word] leading-snug font-bold [word-break:auto-phrase]"
                >
                  {column.label}
                </th>
              ))}
              <th scope="col" className="border-l text-center text-[0.875rem] font-bold">
                {t.total}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.code} className="[&>*]:border-b [&>*]:border-line">
                <th
                  scope="row"
                  className={`${side} border-r px-2 py-2 text-left text-[0.875rem] leading-snug font-normal [word-break:auto-phrase]`}
                >
                  {row.label}
                </th>
                {columns.map((column) => {
                  const cell = count(row.code, column.code);
                  return (
                    <td key={column.code} className={`p-0.5 ${shades[shade(cell)] ?? ""}`}>
                      <Count
                        count={cell}
                        label={t.cell(row.label, column.label, number(cell))}
                        link={link(row.code, column.code)}
                      />
                    </td>
                  );
                })}
                <td className="border-l bg-paper p-0.5">
                  <Count
                    strong
                    count={row.total}
                    label={t.line(row.label, number(row.total))}
                    link={link(row.code, null)}
                  />
                </td>
              </tr>
            ))}
            <tr className="bg-paper">
              <th
                scope="row"
                className="sticky left-0 z-10 border-r border-line bg-paper px-2 py-2 text-left"
              >
                {t.total}
              </th>
              {columns.map((column) => (
                <td key={column.code} className="p-0.5">
                  <Count
                    strong
                    count={column.total}
                    label={t.line(column.label, number(column.total))}
                    link={link(null, column.code)}
                  />
                </td>
              ))}
              <td className="border-l border-line p-0.5">
                <Count strong count={total} label={t.line(t.total, number(total))} link={link(null, null)} />
              </td>
            </tr>
          </tbody>
        </table>
      </section>
      <p
        className="flex flex-wrap items-center gap-2 text-[0.875rem] text-ink-soft [print-color-adjust:exact]"
        aria-hidden="true"
      >
        <span className="inline-block size-5 rounded border border-line bg-white" /> {t.none}
        <span className="ml-3">{t.fewer}</span>
        {shades.slice(1).map((look) => (
          <span key={look} className={`inline-block size-5 rounded border border-line ${look}`} />
        ))}
        {t.more}
      </p>
    </div>
  );
}

/** Nothing leads nowhere: a zero is no link. */
function Count({
  count,
  label,
  link,
  strong = false,
}: {
  count: number;
  label: string;
  link: LinkProps;
  strong?: boolean;
}) {
  const { number } = useFormat();
  const look = `flex min-h-11 min-w-11 items-center justify-center rounded tabular-nums print:min-h-7 print:min-w-7 ${strong ? "font-bold" : ""}`;
  if (count === 0) return <span className={`${look} text-ink-soft`}>0</span>;
  return (
    <Link
      {...link}
      aria-label={label}
      className={`${look} text-ink underline underline-offset-4 hover:bg-white`}
    >
      {number(count)}
    </Link>
  );
}
