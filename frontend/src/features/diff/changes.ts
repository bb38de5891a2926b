/** Which fields differ between two contents, by value or by who may read them. */
import type { Schemas } from "@/api/client";
import {
  type AnyContent,
  type FieldName,
  isBlank,
  type ListingKind,
  sectionsOf,
} from "@/features/listing-view";

type Tiers = Record<string, Schemas["Tier"]>;

/** A field that differs; the same form in which the review desk gets it from the server. */
export type Change = Schemas["ChangedField"];

export function changesBetween(
  kind: ListingKind,
  before: { content: AnyContent; tiers: Tiers },
  after: { content: AnyContent; tiers: Tiers },
): Change[] {
  const fields: FieldName[] = sectionsOf(kind).flatMap((section) => section.fields);
  return fields.flatMap((field) => {
    const [old, now] = [before.content[field], after.content[field]];
    const tiers = {
      tier_before: before.tiers[field] ?? "members",
      tier_after: after.tiers[field] ?? "members",
    };
    const isSame = isBlank(old) ? isBlank(now) : stable(old) === stable(now);
    if (isSame && tiers.tier_before === tiers.tier_after) return [];
    return [
      {
        field,
        ...(isBlank(old) ? {} : { before: old }),
        ...(isBlank(now) ? {} : { after: now }),
        ...tiers,
      } as Change,
    ];
  });
}

/** JSON that does not depend on the order of keys nor on empty parts. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, inner]) => inner !== null)
            .sort(([a], [b]) => a.localeCompare(b)),
        )
      : part,
  );
}
