/** Whether an announcement is shown now, later, or no longer. */
export type Phase = "in_force" | "planned" | "over";

export function phaseOf(
  { shown_from, shown_until }: { shown_from: string; shown_until?: string | null },
  now = Date.now(),
): Phase {
  if (shown_until && new Date(shown_until).getTime() <= now) return "over";
  return new Date(shown_from).getTime() > now ? "planned" : "in_force";
}
