/** The single-key shortcuts of those who search all day. */
import { useEffect } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { useShortcuts } from "@/ui/shortcuts";

const texts = messages(
  {
    search: "検索欄へ移動",
    leave: "検索欄から検索結果へ移動",
    next: "次の検索結果へ",
    previous: "前の検索結果へ",
    open: "選んだ検索結果を開く",
    compare: "選んだシーズを比較に加える・外す",
  },
  {
    search: "Go to the search field",
    leave: "From the search field to the hits",
    next: "Next hit",
    previous: "Previous hit",
    open: "Open the chosen hit",
    compare: "Add the chosen seed to the comparison, or take it off",
  },
);

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

/** The hit that has the focus. */
function focusedHit(): HTMLElement | null | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-hit]");
}

/** Arrows move from hit to hit whether shortcuts are on or off: they are not single characters. */
function useArrows(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !focusedHit()) return;
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      if (document.querySelector("dialog[open]")) return;
      step(event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

interface Actions {
  onSearch: () => void;
  onCompare: (id: string) => void;
}

export function useHitShortcuts({ onSearch, onCompare }: Actions) {
  const t = useMessages(texts);
  useArrows();
  return useShortcuts([
    { keys: ["/"], label: t.search, run: onSearch },
    { keys: ["Esc"], label: t.leave },
    { keys: ["j", "↓"], label: t.next, run: () => step(1) },
    { keys: ["k", "↑"], label: t.previous, run: () => step(-1) },
    { keys: ["Enter"], label: t.open },
    {
      keys: ["c"],
      label: t.compare,
      run: () => {
        const hit = focusedHit()?.dataset["hit"];
        if (hit) onCompare(hit);
      },
    },
  ]);
}
