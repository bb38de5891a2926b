/** Numbers with bars beside them: whoever cannot see the bars reads the numbers. */
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

/** `full` fills the whole width: the largest value unless it is given. */
export function Bars({ bars, full }: { bars: Bar[]; full?: number }) {
  const { number } = useFormat();
  const most = Math.max(full ?? 0, ...bars.map(({ value }) => value), 1);
  return (
    <dl className="grid grid-cols-[8rem_minmax(0,1fr)] items-center gap-x-3 gap-y-2 text-[0.9375rem] sm:grid-cols-[max-content_minmax(0,1fr)] sm:gap-x-4">
      {bars.map(({ key, name, value, text, look = "ai" }) => (
        <div key={key} className="contents">
          <dt className="leading-snug">{name}</dt>
          <dd className="flex items-center gap-2">
            <span
              aria-hidden="true"
              className={`block h-5 shrink-0 rounded-r [print-color-adjust:exact] ${looks[look]}`}
              style={{ width: `${(value / most) * 60}%`, minWidth: value > 0 ? "2px" : 0 }}
            />
            <span className="min-w-0 font-bold tabular-nums">{text ?? number(value)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
