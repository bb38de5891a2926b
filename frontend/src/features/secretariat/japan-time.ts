/** Instants as `<input type="datetime-local">` has them, in Japan's time: the whole site shows that, wherever the reader is. */

const ZONE = "+09:00";
const AHEAD = 9 * 3_600_000;

/** `2026-12-01T01:00:00Z` is `2026-12-01T10:00`. */
export function toInput(instant: string | null | undefined): string {
  if (!instant) return "";
  return new Date(new Date(instant).getTime() + AHEAD).toISOString().slice(0, 16);
}

/** Nothing for what is not a time. */
export function fromInput(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return undefined;
  const at = new Date(`${text}:00${ZONE}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
