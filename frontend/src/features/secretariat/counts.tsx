/** Numbers with their names, one beside the other. */
import { useFormat } from "@/i18n/format";
import { Icon } from "@/ui/icons";

interface CountsProps {
  counts: Record<string, number>;
  names: Record<string, string>;
  /** Those that should be nought */
  alarming?: string[];
}

/** In the order of the names; what has no name comes last. */
export function Counts({ counts, names, alarming = [] }: CountsProps) {
  const { number } = useFormat();
  const codes = [...Object.keys(names), ...Object.keys(counts).filter((code) => !(code in names))];
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      {codes.map((code) => {
        const count = counts[code] ?? 0;
        const alarm = count > 0 && alarming.includes(code);
        return (
          <div
            key={code}
            className={`flex flex-col-reverse rounded-xl border bg-white px-4 py-3 ${alarm ? "border-2 border-shu-800" : "border-line"}`}
          >
            <dt className="flex items-center gap-1 text-[0.875rem] text-ink-soft">
              {alarm ? <Icon name="warning" size={16} className="text-shu-800" /> : null}
              {names[code] ?? code}
            </dt>
            <dd className="text-[1.5rem] leading-tight font-bold tabular-nums">{number(count)}</dd>
          </div>
        );
      })}
    </dl>
  );
}
