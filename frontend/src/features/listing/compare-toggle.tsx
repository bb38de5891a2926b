/** Puts a seed on the comparison, or takes it off. */
import { messages, textsNow, useMessages } from "@/i18n/messages";
import { toast } from "@/ui/toast";
import { type Comparable, MOST_COMPARED, toggleCompared, useCompared } from "./comparison";

const texts = messages(
  {
    compare: "比較",
    label: (reference: string) => `比較に加える：${reference}`,
    added: (n: number) => `比較に加えました（${n} / ${MOST_COMPARED}件）`,
    removed: "比較から外しました",
    full: `比較できるのは${MOST_COMPARED}件までです。どれかを外してから加えてください。`,
  },
  {
    compare: "Compare",
    label: (reference: string) => `Compare ${reference}`,
    added: (n: number) => `Added to the comparison (${n} of ${MOST_COMPARED})`,
    removed: "Taken off the comparison",
    full: `Up to ${MOST_COMPARED} seeds can be compared. Take one off first.`,
  },
);

/** Says what happened, for those who do not see the box change. */
export function toggleAndTell(listing: Comparable, before: number): void {
  const t = textsNow(texts);
  const what = toggleCompared(listing);
  toast(what === "added" ? t.added(before + 1) : what === "removed" ? t.removed : t.full);
}

/** `words`: always, only where there is room, or never (in a table, whose column says it) */
export function CompareToggle({
  listing,
  words = "wide",
}: {
  listing: Comparable;
  words?: "always" | "wide" | "never";
}) {
  const t = useMessages(texts);
  const compared = useCompared();
  return (
    <label
      className={`inline-flex shrink-0 items-center justify-center gap-1.5 rounded-lg text-[0.875rem] hover:bg-ai-50 no-print ${words === "never" ? "size-8" : "min-h-11 min-w-11 px-2"}`}
    >
      <input
        type="checkbox"
        className="size-5 accent-ai-900"
        aria-label={t.label(listing.reference)}
        checked={compared.some((one) => one.id === listing.id)}
        onChange={() => toggleAndTell(listing, compared.length)}
      />
      {words === "never" ? null : (
        <span aria-hidden="true" className={words === "wide" ? "hidden sm:inline" : ""}>
          {t.compare}
        </span>
      )}
    </label>
  );
}
