/** Text that a person brought along to fill in from. It stays in this window's memory: it is never sent and never stored. */
import { useSyncExternalStore } from "react";

const texts = new Map<string, string>();
const listeners = new Set<() => void>();

export function bring(listing: string, text: string): void {
  texts.set(listing, text);
  for (const listener of listeners) listener();
}

export function useSource(listing: string): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => texts.get(listing) ?? "",
  );
}

/** Puts text where the caret of a field is, as if it had been typed. */
export function insertInto(widget: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  widget.setRangeText(text, widget.selectionStart ?? 0, widget.selectionEnd ?? 0, "end");
  widget.dispatchEvent(new Event("input", { bubbles: true }));
  widget.focus();
}
