/**
 * Seeds put side by side, up to four. They stay while this tab is open; only ids and reference numbers are kept in the browser, titles
 * live in memory.
 */
import { useSyncExternalStore } from "react";
import type { Schemas } from "@/api/client";
import { useMe } from "@/features/me";
import type { Bilingual } from "@/i18n/format";

export const MOST_COMPARED = 4;

export interface Compared {
  id: string;
  reference: string;
}

const titles = new Map<string, Bilingual>();
const listeners = new Set<() => void>();
const NONE: Compared[] = [];
let member = "";
let compared: Compared[] = NONE;

function key(): string {
  return `enishi.compare.${member}`;
}

/** Whoever signs in next in this tab begins anew. */
function of(someone: string): void {
  if (member === someone) return;
  member = someone;
  titles.clear();
  compared = NONE;
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key()) ?? "[]");
    if (Array.isArray(kept)) compared = kept.filter(isCompared).slice(0, MOST_COMPARED);
  } catch {
    // What cannot be read is not there.
  }
}

function isCompared(value: unknown): value is Compared {
  const { id, reference } = (value ?? {}) as Partial<Compared>;
  return typeof id === "string" && typeof reference === "string";
}

function become(next: Compared[]): void {
  compared = next;
  try {
    sessionStorage.setItem(key(), JSON.stringify(next));
  } catch {
    // Without storage it lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

/** Adds or takes out; `full` if there is no room. */
export function toggleCompared(listing: {
  id: string;
  reference: string;
  title?: Bilingual | null;
}): "added" | "removed" | "full" {
  if (compared.some((one) => one.id === listing.id)) {
    become(compared.filter((one) => one.id !== listing.id));
    return "removed";
  }
  if (compared.length >= MOST_COMPARED) return "full";
  if (listing.title) titles.set(listing.id, listing.title);
  become([...compared, { id: listing.id, reference: listing.reference }]);
  return "added";
}

export function clearCompared(): void {
  become(NONE);
}

/** Puts back what was cleared. */
export function restoreCompared(before: Compared[]): void {
  become(before);
}

export function titleOfCompared(id: string): Bilingual | undefined {
  return titles.get(id);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useCompared(): Compared[] {
  const me = useMe().data?.id ?? "";
  return useSyncExternalStore(subscribe, () => {
    of(me);
    return compared;
  });
}

export type Comparable = Pick<Schemas["SearchHit"], "id" | "reference" | "title" | "kind">;
