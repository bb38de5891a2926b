/** Short news at the edge of the screen, read out politely; an action (undo) can be offered. */

import { type FocusEvent, useEffect, useRef, useSyncExternalStore } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { IconButton } from "./button";

interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

const texts = messages({ close: "通知を閉じる" }, { close: "Close message" });
const SECONDS = 8;
let toasts: Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Tells that something was done. */
export function toast(text: string, action?: Toast["action"]): void {
  last += 1;
  change([...toasts.slice(-2), { id: last, text, ...(action ? { action } : {}) }]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex flex-col items-center gap-2 px-4 no-print"
    >
      {shown.map((one) => (
        <OneToast key={one.id} toast={one} />
      ))}
    </div>
  );
}

function OneToast({ toast: one }: { toast: Toast }) {
  const t = useMessages(texts);
  const box = useRef<HTMLDivElement>(null);
  const before = useRef<HTMLElement>(null);
  const remember = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
      before.current = relatedTarget;
  };
  const close = () => {
    // Whoever was here goes on where they came from.
    if (box.current?.contains(document.activeElement)) before.current?.focus();
    change(toasts.filter((other) => other.id !== one.id));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time runs once from when it appeared
  useEffect(() => {
    const timer = setTimeout(close, SECONDS * 1000);
    return () => clearTimeout(timer);
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only remembers where the focus came from
    <div
      ref={box}
      onFocus={remember}
      className="pointer-events-auto flex max-w-[min(36rem,100%)] items-center gap-2 rounded-lg bg-ai-1000 py-1 pr-1 pl-4 text-white shadow-lg"
    >
      <span>{one.text}</span>
      {one.action ? (
        <button
          type="button"
          className="min-h-11 shrink-0 px-3 font-bold underline underline-offset-4"
          onClick={() => {
            one.action?.run();
            close();
          }}
        >
          {one.action.label}
        </button>
      ) : null}
      <IconButton icon="close" label={t.close} className="text-white hover:bg-ai-800" onClick={close} />
    </div>
  );
}
