/** Which of the own listings the board is about. */
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { SelectField } from "@/ui/field";
import { useTitle } from "./parts";

const texts = messages(
  { label: "掲載で絞り込む", all: "すべての掲載" },
  { label: "Filter by listing", all: "All listings" },
);

export function OwnFilter({
  matches,
  listing,
  onChange,
}: {
  matches: Schemas["CandidateView"][];
  listing: string | undefined;
  onChange: (listing: string | undefined) => void;
}) {
  const t = useMessages(texts);
  const title = useTitle();
  const own = new Map(matches.map((match) => [match.own.id, match.own]));
  if (own.size < 2 && !listing) return null;
  return (
    <div className="w-full sm:w-80">
      <SelectField
        name="listing"
        label={t.label}
        value={listing ?? ""}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      >
        <option value="">{t.all}</option>
        {[...own.values()].map((one) => (
          <option key={one.id} value={one.id}>
            {`${one.reference} ${title(one).text}`}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
