/**
 * What the reader has opened and when they were here before, so that lists tell what is new, what has changed since, and what is known.
 * Only ids and dates are kept, in this browser.
 */
import { useSyncExternalStore } from "react";
import type { Schemas } from "@/api/client";
import { useMe } from "@/features/me";

export type Mark = "new" | "changed" | "read";
type Marked = Pick<Schemas["ListingHeader"], "id" | "own" | "members_since">;

export interface Visits {
  /** Each opened listing, with since when its text had been as it was read */
  opened: Record<string, string>;
  /** When the visit before this one ended */
  before: string;
  /** When the reader was last here */
  last: string;
}

/** A visit ends when the reader stays away so long. */
const AWAY = 4 * 3_600_000;
/** So many listings are remembered. */
const MOST = 2000;

export function markOf(visits: Visits, { id, own, members_since }: Marked): Mark | undefined {
  if (own || !members_since) return undefined;
  const since = visits.opened[id];
  if (since === undefined) return members_since > visits.before ? "new" : undefined;
  return members_since > since ? "changed" : "read";
}

/** The visits with one more moment; a first visit finds nothing new. */
export function visitedAt(visits: Visits | undefined, now: string): Visits {
  if (!visits) return { opened: {}, before: now, last: now };
  const isBack = Date.parse(now) - Date.parse(visits.last) > AWAY;
  return { ...visits, before: isBack ? visits.last : visits.before, last: now };
}

/** The visits with one more opened listing; the longest unopened ones are forgotten. */
export function openedIn(visits: Visits, { id, members_since }: Marked): Visits {
  const { [id]: _, ...others } = visits.opened;
  const opened = [...Object.entries(others), [id, members_since ?? ""] as const].slice(-MOST);
  return { ...visits, opened: Object.fromEntries(opened) };
}

const listeners = new Set<() => void>();
let key = "";
let current: Visits | undefined;

function read(): Visits | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Partial<Visits> | null;
    if (typeof kept?.last === "string" && typeof kept.before === "string" && kept.opened)
      return { opened: kept.opened, before: kept.before, last: kept.last };
  } catch {
    // What cannot be read is not there.
  }
  return undefined;
}

function become(next: Visits): Visits {
  current = next;
  try {
    localStorage.setItem(key, JSON.stringify(next));
  } catch {
    // Without storage it lasts as long as the page.
  }
  return next;
}

/** Whoever signs in next has visits of their own. */
function visitsOf(member: string): Visits {
  const own = `enishi.visits.${member}`;
  if (key === own && current) return current;
  key = own;
  return become(visitedAt(read(), new Date().toISOString()));
}

/** Remembers that a listing was opened. */
export function rememberOpened(member: string, listing: Marked): void {
  become(openedIn(visitedAt(read() ?? visitsOf(member), new Date().toISOString()), listing));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  // Hits are often opened in tabs of their own.
  const elsewhere = (event: StorageEvent) => {
    if (event.key !== key) return;
    current = read() ?? current;
    listener();
  };
  listeners.add(listener);
  window.addEventListener("storage", elsewhere);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", elsewhere);
  };
}

export function useMark(listing: Marked): Mark | undefined {
  const me = useMe().data?.id;
  return useSyncExternalStore(subscribe, () => (me ? markOf(visitsOf(me), listing) : undefined));
}
