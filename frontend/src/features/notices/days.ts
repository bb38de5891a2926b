/** Notices by the day (in Japan) on which they came, in the order they have. */

const DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" });

/** The calendar day of an instant, `2026-11-30`. */
export function dayOf(at: string | Date): string {
  return DAY.format(new Date(at));
}

export function byDay<T extends { created_at: string }>(items: T[]): [day: string, items: T[]][] {
  const days: [string, T[]][] = [];
  for (const item of items) {
    const day = dayOf(item.created_at);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(item);
    else days.push([day, [item]]);
  }
  return days;
}
