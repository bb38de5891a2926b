/** Single-key shortcuts for pages where experts work all day. Never while a field has the focus; they can be switched off (WCAG 2.1.4). */
import { useEffectEvent, useLayoutEffect, useState } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { Dialog } from "./dialog";
import { Choice } from "./field";

const texts = messages(
  {
    title: "キーボードショートカット",
    help: "この一覧を表示",
    on: "一文字のショートカットを使う",
    onSupport: "この端末で覚えます。音声入力をお使いの方はオフにできます。",
  },
  {
    title: "Keyboard shortcuts",
    help: "Show this list",
    on: "Use single-key shortcuts",
    onSupport: "Kept in this browser. Switch them off if you use voice input.",
  },
);

const KEPT = "enishi.shortcuts";

function readOn(): boolean {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

/** One key, or several that do the same; without `run` the browser does it, and it is only listed. */
export interface Shortcut {
  keys: string[];
  label: string;
  run?: (key: string) => void;
}

/** Whether keys pressed here are meant for a widget. */
function isForWidget(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (document.querySelector("dialog[open]")) return true;
  const field = target.closest("input, textarea, select, [contenteditable]");
  return field !== null && !(field instanceof HTMLInputElement && field.type === "checkbox");
}

/** Listens for the shortcuts of a page; `dialog` lists them and is part of the page. */
export function useShortcuts(shortcuts: Shortcut[]) {
  const t = useMessages(texts);
  const [on, setOn] = useState(readOn);
  const [help, setHelp] = useState(false);
  const all: Shortcut[] = [...shortcuts, { keys: ["?"], label: t.help, run: () => setHelp(true) }];
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isForWidget(event.target)) return;
    const run = all.find(({ keys }) => keys.includes(event.key))?.run;
    if (!run) return;
    event.preventDefault();
    run(event.key);
  });
  // Before the page is painted: whoever sees a key offered can press it.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  const change = (next: boolean) => {
    setOn(next);
    try {
      localStorage.setItem(KEPT, next ? "on" : "off");
    } catch {
      // Without storage it lasts as long as the page.
    }
  };
  return {
    on,
    openHelp: () => setHelp(true),
    dialog: (
      <Dialog open={help} title={t.title} onClose={() => setHelp(false)}>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2">
          {all.map(({ keys, label }) => (
            <div key={label} className="contents">
              <dt className="flex gap-1.5">
                {keys.map((key) => (
                  <Key key={key}>{key}</Key>
                ))}
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
        <div className="mt-5 border-t border-line pt-3">
          <Choice
            type="checkbox"
            label={t.on}
            support={t.onSupport}
            checked={on}
            onChange={(event) => change(event.currentTarget.checked)}
          />
        </div>
      </Dialog>
    ),
  };
}

/** The picture of a key. */
export function Key({ children }: { children: string }) {
  return (
    <kbd className="inline-block min-w-7 rounded border border-solid-gray-600 bg-paper px-1.5 text-center font-sans text-[0.875rem] leading-6 font-normal text-ink">
      {children}
    </kbd>
  );
}

/** Moves the focus along the elements with `data-step`, by `by`; without a place yet it begins at the first. */
export function stepFocus(by: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>("[data-step]")].filter(
    (stop) => stop.offsetParent !== null,
  );
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? stops[by === 1 ? 0 : stops.length - 1] : stops[at + by];
  next?.focus({ preventScroll: true });
  next?.closest("li, tr")?.scrollIntoView({ block: "nearest" });
}
