/** Days as Japan's calendar has them, and until when a listing may stay published. */
const MONTHS = 12;

export function today(now = new Date()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(now);
}

/** The last day that the server accepts: as many months on, or the month's last day if it is shorter. */
export function lastDay(now = new Date()): string {
  const [year = 0, month = 1, day = 1] = today(now).split("-").map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + MONTHS, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + MONTHS, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
}

/** The end of a day in Japan, as an instant. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59+09:00`).toISOString();
}
