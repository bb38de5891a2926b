/** Single-key shortcuts for those who search all day. Never while a field has the focus; they can be switched off (WCAG 2.1.4). */
import { useEffect, useEffectEvent, useState } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { Dialog } from "@/ui/dialog";
import { Choice } from "@/ui/field";

const texts = messages(
  {
    title: "キーボードショートカット",
    on: "一文字のショートカットを使う",
    onSupport: "この端末で覚えます。音声入力をお使いの方はオフにできます。",
    keys: {
      search: "検索欄へ移動",
      leave: "検索欄から検索結果へ移動",
      next: "次の検索結果へ",
      previous: "前の検索結果へ",
      open: "選んだ検索結果を開く",
      compare: "選んだシーズを比較に加える・外す",
      help: "この一覧を表示",
    },
  },
  {
    title: "Keyboard shortcuts",
    on: "Use single-key shortcuts",
    onSupport: "Kept in this browser. Switch them off if you use voice input.",
    keys: {
      search: "Go to the search field",
      leave: "From the search field to the hits",
      next: "Next hit",
      previous: "Previous hit",
      open: "Open the chosen hit",
      compare: "Add the chosen seed to the comparison, or take it off",
      help: "Show this list",
    },
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

/** Whether keys pressed here are meant for a widget. */
function isForWidget(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (document.querySelector("dialog[open]")) return true;
  const field = target.closest("input, textarea, select, [contenteditable]");
  return field !== null && !(field instanceof HTMLInputElement && field.type === "checkbox");
}

/** The links of all hits on the page, in order. */
export function hitLinks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("a[data-hit]")];
}

let lastHit: string | undefined;

/** Moves the focus to the next or previous hit, from the one that has it or had it last. */
function step(by: 1 | -1): void {
  const links = hitLinks();
  const focused = document.activeElement?.closest<HTMLElement>("article, tr")?.querySelector("[data-hit]");
  const from = links.findIndex((link) =>
    focused ? link === focused : lastHit !== undefined && link.dataset["hit"] === lastHit,
  );
  const next = from === -1 ? links[by === 1 ? 0 : links.length - 1] : links[from + by];
  if (!next) return;
  lastHit = next.dataset["hit"];
  next.focus({ preventScroll: true });
  next.closest("article, tr")?.scrollIntoView({ block: "nearest" });
}

interface Actions {
  onSearch: () => void;
  onCompare: (id: string) => void;
}

export function useShortcuts({ onSearch, onCompare }: Actions) {
  const [on, setOn] = useState(readOn);
  const [help, setHelp] = useState(false);
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isForWidget(event.target)) return;
    const hit = document.activeElement?.closest<HTMLElement>("[data-hit]");
    if (hit && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      step(event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
      return;
    }
    if (!on) return;
    const actions: Record<string, () => void> = {
      "/": onSearch,
      j: () => step(1),
      k: () => step(-1),
      c: () => hit?.dataset["hit"] && onCompare(hit.dataset["hit"]),
      "?": () => setHelp(true),
    };
    const act = actions[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  return {
    openHelp: () => setHelp(true),
    dialog: (
      <ShortcutsDialog
        open={help}
        on={on}
        onClose={() => setHelp(false)}
        onSwitch={(next) => {
          setOn(next);
          try {
            localStorage.setItem(KEPT, next ? "on" : "off");
          } catch {
            // Without storage it lasts as long as the page.
          }
        }}
      />
    ),
  };
}

function ShortcutsDialog({
  open,
  on,
  onClose,
  onSwitch,
}: {
  open: boolean;
  on: boolean;
  onClose: () => void;
  onSwitch: (on: boolean) => void;
}) {
  const t = useMessages(texts);
  const rows: [string, string][] = [
    ["/", t.keys.search],
    ["Esc", t.keys.leave],
    ["j ↓", t.keys.next],
    ["k ↑", t.keys.previous],
    ["Enter", t.keys.open],
    ["c", t.keys.compare],
    ["?", t.keys.help],
  ];
  return (
    <Dialog open={open} title={t.title} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2">
        {rows.map(([keys, what]) => (
          <div key={keys} className="contents">
            <dt className="flex gap-1.5">
              {keys.split(" ").map((key) => (
                <kbd
                  key={key}
                  className="min-w-8 rounded border border-solid-gray-600 bg-paper px-2 text-center font-sans text-[0.9375rem]"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-5 border-t border-line pt-3">
        <Choice
          type="checkbox"
          label={t.on}
          support={t.onSupport}
          checked={on}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  );
}
