/** An instant, with how long ago or ahead that is. */
import { useFormat } from "@/i18n/format";

export function When({ at }: { at: string }) {
  const { dateTime, ago } = useFormat();
  return (
    <time dateTime={at} className="inline-flex flex-wrap gap-x-2">
      <span>{dateTime(at)}</span>
      <span className="text-ink-soft">{ago(at)}</span>
    </time>
  );
}
