/**
 * The search field with suggestions. Arrow keys put a suggestion into the field, and Enter sends the form as it is: nothing here acts on
 * Enter, so the Enter that confirms Japanese input cannot be mistaken.
 */
import { type FormEvent, type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { $api } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { Button, IconButton } from "@/ui/button";
import { Icon } from "@/ui/icons";
import type { Kind } from "./question";

const texts = messages(
  {
    label: { seed: "シーズを検索", need: "ニーズを検索" },
    search: "検索",
    clear: "検索語を消す",
    suggestions: "検索語の候補",
    count: (n: number) => `候補が${n}件あります。上下の矢印キーで選べます。`,
  },
  {
    label: { seed: "Search seeds", need: "Search needs" },
    search: "Search",
    clear: "Clear the search words",
    suggestions: "Suggestions",
    count: (n: number) => `${n} suggestions; choose with the arrow keys.`,
  },
);

/** Typing pauses so long before suggestions are asked for. */
const PAUSE = 120;
export const TEXT_MAX = 1000;

interface SearchBoxProps {
  kind: Kind;
  text: string;
  field: RefObject<HTMLInputElement | null>;
  onSearch: (text: string) => void;
  /** Escape leaves the field towards the hits */
  onLeave: () => void;
}

export function SearchBox({ kind, text, field, onSearch, onLeave }: SearchBoxProps) {
  const t = useMessages(texts);
  const id = useId();
  const [typed, setTyped] = useState(text);
  const [shownFor, setShownFor] = useState(text);
  const [asked, setAsked] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const list = useRef<HTMLDivElement>(null);
  // Another search came with the address: back, forward, a link.
  if (text !== shownFor) {
    setShownFor(text);
    setTyped(text);
    setOpen(false);
    setActive(-1);
  }
  const { data } = $api.useQuery(
    "post",
    "/api/v1/search/suggest",
    { body: { kind, text: asked } },
    { enabled: open && asked.trim() !== "", staleTime: 300_000, retry: false },
  );
  const items = open && asked.trim() !== "" && typed === asked ? (data?.items ?? []) : [];
  const isShown = items.length > 0;
  const option = (place: number) => `${id}-option-${place}`;
  const value = (isShown && items[active]) || typed;

  const type = (next: string) => {
    setTyped(next);
    setActive(-1);
    setOpen(true);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => setAsked(next), PAUSE);
  };
  const send = (next: string) => {
    clearTimeout(pause.current);
    setTyped(next);
    setOpen(false);
    setActive(-1);
    onSearch(next.trim());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(value);
  };
  const move = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!isShown) {
        setOpen(true);
        setAsked(typed);
        return;
      }
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Past the last one lies what was typed.
      setActive(((active + 1 + step + items.length + 1) % (items.length + 1)) - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (isShown) {
        setOpen(false);
        setActive(-1);
      } else onLeave();
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers yet
    <form role="search" aria-label={t.label[kind]} onSubmit={submit} className="flex gap-2">
      <div className="relative min-w-0 flex-1">
        <Icon name="search" className="pointer-events-none absolute top-3.5 left-3 text-ink-soft" />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={t.label[kind]}
          aria-expanded={isShown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isShown && active >= 0 ? option(active) : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          inputMode="search"
          enterKeyHint="search"
          maxLength={TEXT_MAX}
          value={value}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={move}
          onBlur={(event) => {
            if (!list.current?.contains(event.relatedTarget)) setOpen(false);
          }}
          className="min-h-12 w-full rounded-lg border border-solid-gray-600 bg-white py-2 pr-12 pl-10 text-[1.0625rem]"
        />
        {value ? (
          <IconButton
            icon="close"
            label={t.clear}
            className="absolute top-0.5 right-0.5"
            onClick={() => {
              send("");
              field.current?.focus();
            }}
          />
        ) : null}
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={t.suggestions}
          hidden={!isShown}
          className="absolute inset-x-0 top-full z-20 mt-1 max-h-80 overflow-y-auto rounded-lg border border-line bg-white py-1 shadow-lg"
        >
          {items.map((item, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys act in the field, which keeps the focus
            <div
              key={item}
              id={option(place)}
              role="option"
              aria-selected={place === active}
              tabIndex={-1}
              className={`flex min-h-11 cursor-pointer items-center px-4 ${place === active ? "bg-ai-100" : "hover:bg-ai-50"}`}
              // Not before the click: a composition that is under way must end first.
              onClick={() => {
                send(item);
                field.current?.focus();
              }}
            >
              {item}
            </div>
          ))}
        </div>
        <p role="status" className="sr-only">
          {isShown ? t.count(items.length) : ""}
        </p>
      </div>
      <Button type="submit" look="primary" className="min-h-12 shrink-0">
        {t.search}
      </Button>
    </form>
  );
}
