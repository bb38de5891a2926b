/** States as an owner thinks of them. */
import type { Schemas } from "@/api/client";

type State = Schemas["ListingState"];

export const groups = ["writing", "review", "published", "stopped", "ended"] as const;
export type Group = (typeof groups)[number];

const of: Record<State, Group> = {
  draft: "writing",
  changes_requested: "writing",
  institution_review: "review",
  liaison_review: "review",
  approved: "review",
  published: "published",
  under_exclusive: "published",
  paused: "stopped",
  expired: "stopped",
  withdrawn: "ended",
  concluded: "ended",
};

export function groupOf(state: State): Group {
  return of[state];
}

/** Days until an instant, rounded up; negative once it has passed. */
export function daysUntil(at: string, now = Date.now()): number {
  return Math.ceil((new Date(at).getTime() - now) / 86_400_000);
}
