/** The language of the screen: Japanese unless somebody chose English. Kept in this browser; members' choice also goes to their profile. */
import { useSyncExternalStore } from "react";

export type Locale = "ja" | "en";

const KEY = "enishi.locale";
const listeners = new Set<() => void>();
let current: Locale = read();

function read(): Locale {
  try {
    return localStorage.getItem(KEY) === "en" ? "en" : "ja";
  } catch {
    return "ja";
  }
}

/** Whether somebody chose a language in this browser. */
export function isLocaleChosen(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function getLocale(): Locale {
  return current;
}

/** Switches every text on the screen; nothing that was typed is lost. */
export function setLocale(locale: Locale): void {
  current = locale;
  document.documentElement.lang = locale;
  try {
    localStorage.setItem(KEY, locale);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, getLocale);
}
