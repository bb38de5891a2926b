/** How near the end of an acceptance is. */
const NEAR = 30 * 86_400_000;

export type Standing = "valid" | "expiring" | "expired";

export function standingOf(expiresAt: string, now = Date.now()): Standing {
  const left = new Date(expiresAt).getTime() - now;
  if (left <= 0) return "expired";
  return left <= NEAR ? "expiring" : "valid";
}
