/** How a match is put into words: its strength, and the terms that carried it. */
import type { Schemas } from "@/api/client";

export type Strength = "strong" | "good" | "partial" | "weak";

/** The word for a calibrated score. */
export function strengthOf(score: number): Strength {
  if (score >= 75) return "strong";
  if (score >= 60) return "good";
  return score >= 50 ? "partial" : "weak";
}

/** Each term once, with all of its share: it may have met the other text both as written and by its concept. */
export function mergedTerms(terms: Schemas["ExplainedTerm"][]): Schemas["ExplainedTerm"][] {
  const merged = new Map<string, Schemas["ExplainedTerm"]>();
  for (const term of terms) {
    const before = merged.get(term.surface);
    const concept = before?.concept ?? term.concept;
    merged.set(term.surface, {
      surface: term.surface,
      share: (before?.share ?? 0) + term.share,
      ...(concept ? { concept } : {}),
    });
  }
  return [...merged.values()].sort((a, b) => b.share - a.share);
}

/** Shared codes, one group for each vocabulary, in the order in which they come. */
export function groupedFacets(facets: Schemas["SharedCode"][]): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const { vocabulary, code } of facets)
    groups.set(vocabulary, [...(groups.get(vocabulary) ?? []), code]);
  return [...groups];
}

/** The lists of the board. `open`: nothing decided yet. */
export const LANES = ["open", "interested", "not_now", "dismissed"] as const;
export type Lane = (typeof LANES)[number];

export function laneOf(state: Schemas["CandidateState"]): Lane {
  return state === "new" || state === "seen" ? "open" : state;
}

/** The liaison's lists, by mark. */
export const MARKS = ["open", "endorsed", "suppressed"] as const;
export type MarkLane = (typeof MARKS)[number];
