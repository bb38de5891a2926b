/** Announcements that somebody put away in this browser. A changed one is a new one. */

const KEY = "enishi.announcements";
const MOST = 100;

interface Version {
  id: string;
  version: number;
}

const keyOf = ({ id, version }: Version) => `${id} v${version}`;

export function readPutAway(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

export function isPutAway(away: string[], announcement: Version): boolean {
  return away.includes(keyOf(announcement));
}

export function putAway(away: string[], announcement: Version): string[] {
  const next = [...away, keyOf(announcement)].slice(-MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Without storage it stays away as long as the page.
  }
  return next;
}
