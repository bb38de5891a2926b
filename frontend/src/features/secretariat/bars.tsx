/** Numbers with bars beside them, as a table: whoever cannot see the bars reads the numbers. */
import type { ReactNode } from "react";
import { useFormat } from "@/i18n/format";

export interface Bar {
  key: string;
  name: ReactNode;
  value: number;
  /** What to write for the value, if it is not just the number */
  text?: ReactNode;
  look?: "ai" | "shu" | "soft";
}

const looks = { ai: "bg-ai-700", shu: "bg-shu-700", soft: "bg-ai-300" };

interface BarsProps {
  caption: string;
  /** What the names and the values are */
  head: [ReactNode, ReactNode];
  bars: Bar[];
  /** What fills the whole width: the largest value unless it is given */
  full?: number;
}

export function Bars({ caption, head, bars, full }: BarsProps) {
  const { number } = useFormat();
  const most = Math.max(full ?? 0, ...bars.map(({ value }) => value), 1);
  return (
    <table className="w-full border-collapse text-[0.9375rem]">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{head[0]}</th>
          <th scope="col">{head[1]}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, name, value, text, look = "ai" }) => (
          <tr key={key}>
            <th
              scope="row"
              className="w-[1%] max-w-[12rem] py-1.5 pr-4 text-left font-normal sm:whitespace-nowrap"
            >
              {name}
            </th>
            <td className="py-1.5">
              <div className="flex items-center gap-2">
                <span
                  aria-hidden="true"
                  className={`block h-5 shrink-0 rounded-r print:border print:border-ink ${looks[look]}`}
                  style={{ width: `${(value / most) * 62}%`, minWidth: value > 0 ? "2px" : 0 }}
                />
                <span className="min-w-0 font-bold tabular-nums">{text ?? number(value)}</span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
