/** Puts a seed on the comparison, or takes it off. */
import { messages, textsNow, useMessages } from "@/i18n/messages";
import { toast } from "@/ui/toast";
import { type Comparable, MOST_COMPARED, toggleCompared, useCompared } from "./comparison";

const texts = messages(
  {
    compare: "比較",
    label: (reference: string) => `比較に加える：${reference}`,
    full: `比較できるのは${MOST_COMPARED}件までです。どれかを外してから加えてください。`,
  },
  {
    compare: "Compare",
    label: (reference: string) => `Compare ${reference}`,
    full: `Up to ${MOST_COMPARED} seeds can be compared. Take one off first.`,
  },
);

/** The tray says what happened; why nothing did must be said here. */
export function toggleOrTell(listing: Comparable): void {
  if (toggleCompared(listing) === "full") toast(textsNow(texts).full);
}

/** `words`: beside the box, under it where there is little room, or never (in a table, whose column says it) */
export function CompareToggle({
  listing,
  words = "fitting",
}: {
  listing: Comparable;
  words?: "beside" | "fitting" | "never";
}) {
  const t = useMessages(texts);
  const compared = useCompared();
  return (
    <label
      className={`inline-flex shrink-0 items-center justify-center gap-1.5 rounded-lg hover:bg-ai-50 no-print ${words === "never" ? "size-8" : "min-h-11 min-w-11 px-2"} ${words === "fitting" ? "flex-col gap-0.5 text-[0.75rem] leading-tight sm:flex-row sm:gap-1.5 sm:text-[0.875rem]" : "text-[0.875rem]"}`}
    >
      <input
        type="checkbox"
        className="size-5 accent-ai-900"
        aria-label={t.label(listing.reference)}
        checked={compared.some((one) => one.id === listing.id)}
        onChange={() => toggleOrTell(listing)}
      />
      {words === "never" ? null : <span aria-hidden="true">{t.compare}</span>}
    </label>
  );
}
