/** Mail preferences as the page shows them: what concerns the reader, by what it is about. */
import type { Schemas } from "@/api/client";
import type { Role } from "@/features/me";

export type Preference = Schemas["MailPreference"];

const CATEGORIES = ["workflow", "matches", "searches", "introductions"] as const;
export type Category = (typeof CATEGORIES)[number];

/** Whether a kind of mail ever goes to such a member. */
function concerns(kind: string, reader: { role: Role; institution_reviewer: boolean }): boolean {
  switch (kind) {
    case "application_to_vet":
      return reader.role === "secretariat";
    case "listing_submitted":
    case "review_due":
      return reader.role === "liaison" || reader.institution_reviewer;
    case "public_requested":
      return reader.role === "liaison";
    default:
      // A digest carries other kinds; how often it comes is said for each of those.
      return !kind.endsWith("_digest");
  }
}

/** What the reader can choose, under its category; what is always sent at once is left out. */
export function choosable(
  items: Preference[],
  reader: { role: Role; institution_reviewer: boolean },
): [Category, Preference[]][] {
  const open = items.filter((one) => one.choices.length > 1 && concerns(one.kind, reader));
  return CATEGORIES.map((category): [Category, Preference[]] => [
    category,
    open.filter((one) => one.category === category),
  ]).filter(([, preferences]) => preferences.length > 0);
}
