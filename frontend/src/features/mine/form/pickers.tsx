/** Long vocabularies: a field to type in that narrows a list, with Japanese input and with either language. */
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import {
  Button as AriaButton,
  ComboBox,
  Input,
  type Key,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";
import type { Schemas } from "@/api/client";
import type { FieldName } from "@/features/listing-view/fields";
import { useVocabulary, type VocabularyName } from "@/features/vocabulary";
import { useLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { described, FieldGroup, fieldId, inputClass } from "@/ui/field";
import { Icon } from "@/ui/icons";
import { Around, useFieldProps } from "./shared";
import { useStore, useValue } from "./store";

const texts = messages(
  {
    search: (field: string) => `${field}を文字で探す`,
    open: "候補を表示",
    remove: (term: string) => `${term}を外す`,
    none: "当てはまる候補がありません",
    chosen: (field: string) => `選んだ${field}`,
  },
  {
    search: (field: string) => `Type to find: ${field}`,
    open: "Show choices",
    remove: (term: string) => `Remove ${term}`,
    none: "No choice matches",
    chosen: (field: string) => `Chosen: ${field}`,
  },
);

/** Widths, cases and the two kana scripts are one. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** Finds a term by its word in either language. */
function useFilter(terms: Schemas["Term"][]) {
  const locale = useLocale();
  return useMemo(() => {
    const both = new Map(terms.map((term) => [term[locale], plain(`${term.ja} ${term.en}`)]));
    return (word: string, typed: string) => (both.get(word) ?? plain(word)).includes(plain(typed).trim());
  }, [terms, locale]);
}

/**
 * Where the list of choices is drawn: in the dialog that is open, or in the page's main part. The rest of the page stays there for
 * screen readers while the list is open, since the keyboard can reach it.
 */
function usePlace() {
  const [place, setPlace] = useState<Element | null>(null);
  const anchor = useCallback((node: HTMLElement | null) => {
    if (!node) return;
    node.closest("#app")?.setAttribute("data-react-aria-top-layer", "true");
    setPlace(node.closest("dialog") ?? node.closest("main"));
  }, []);
  const isOpen = useRef(false);
  const isLeaving = useRef(false);
  return {
    /** React Aria takes Tab for a choice of what is marked; of several terms that takes away the one just chosen. */
    isLeaving,
    anchor,
    place,
    onOpenChange: (open: boolean) => {
      isOpen.current = open;
    },
    // Escape closes the list first, and a dialog around it only when it is closed.
    onKeyDownCapture: (event: KeyboardEvent) => {
      isLeaving.current = event.key === "Tab";
      if (event.key === "Escape" && isOpen.current) event.preventDefault();
    },
    onPointerDownCapture: () => {
      isLeaving.current = false;
    },
  };
}

function Choices({ terms, place }: { terms: Schemas["Term"][]; place: Element | null }) {
  const t = useMessages(texts);
  const locale = useLocale();
  return (
    <Popover
      {...(place ? { UNSTABLE_portalContainer: place } : {})}
      maxHeight={320}
      offset={4}
      className="flex w-(--trigger-width) min-w-64 flex-col rounded-lg border border-line bg-white p-1 shadow-lg"
    >
      <ListBox
        items={terms.map((term) => ({ id: term.code, word: term[locale] }))}
        // The list scrolls, not what is around it: only a list is known to be moved by the keys of its field.
        className="min-h-0 overflow-y-auto"
        renderEmptyState={() => <p className="px-3 py-2 text-ink-soft">{t.none}</p>}
      >
        {(term: { id: string; word: string }) => (
          <ListBoxItem
            id={term.id}
            textValue={term.word}
            className="flex min-h-10 cursor-pointer items-center gap-2 rounded px-2 py-1 outline-none data-focused:bg-ai-100 data-hovered:bg-ai-50"
          >
            {({ isSelected }) => (
              <>
                <span className="w-5 shrink-0">{isSelected ? <Icon name="check" size={18} /> : null}</span>
                {term.word}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}

function Typed({ id, describedBy }: { id: string; describedBy: string | undefined }) {
  const t = useMessages(texts);
  return (
    <div className="relative">
      <Input id={id} aria-describedby={describedBy} className={`${inputClass} pr-12`} />
      <AriaButton
        aria-label={t.open}
        className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-lg text-ai-900"
      >
        <Icon name="down" />
      </AriaButton>
    </div>
  );
}

/** Chosen terms as chips, and a field to find more of them. */
export function PickMany({
  id,
  label,
  terms,
  value,
  describedBy,
  isInvalid = false,
  onChange,
}: {
  id: string;
  label: string;
  terms: Schemas["Term"][];
  value: string[];
  describedBy?: string | undefined;
  isInvalid?: boolean;
  onChange: (codes: string[]) => void;
}) {
  const t = useMessages(texts);
  const locale = useLocale();
  const filter = useFilter(terms);
  const word = (code: string) => terms.find((term) => term.code === code)?.[locale] ?? code;
  const { anchor, place, onOpenChange, isLeaving, ...keys } = usePlace();
  return (
    <div ref={anchor} {...keys}>
      {value.length > 0 ? (
        <ul aria-label={t.chosen(label)} className="mb-1 flex flex-wrap gap-2">
          {value.map((code) => (
            <li key={code}>
              <Chip
                label={t.remove(word(code))}
                onRemove={() => {
                  onChange(value.filter((other) => other !== code));
                  document.getElementById(id)?.focus();
                }}
              >
                {word(code)}
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
      <ComboBox<object, "multiple">
        selectionMode="multiple"
        menuTrigger="focus"
        onOpenChange={onOpenChange}
        aria-label={t.search(label)}
        defaultFilter={filter}
        allowsEmptyCollection
        isInvalid={isInvalid}
        value={value}
        onChange={(chosen: Key[]) => {
          if (!isLeaving.current) onChange(chosen.map(String));
        }}
        className="max-w-xl"
      >
        <Typed id={id} describedBy={describedBy} />
        <Choices terms={terms} place={place} />
      </ComboBox>
    </div>
  );
}

export function PickManyField({ field, vocabulary }: { field: FieldName; vocabulary: VocabularyName }) {
  const store = useStore();
  const { terms } = useVocabulary(vocabulary);
  const value = (useValue(field) as string[] | null | undefined) ?? [];
  const props = useFieldProps(field);
  return (
    <Around field={field}>
      <FieldGroup {...props}>
        <PickMany
          id={fieldId(`${props.name}.pick`)}
          label={String(props.label)}
          terms={terms}
          value={value}
          describedBy={described(props)["aria-describedby"]}
          isInvalid={Boolean(props.error)}
          onChange={(codes) => store.set(field, codes as never)}
        />
      </FieldGroup>
    </Around>
  );
}

export function PickOneField({ field, vocabulary }: { field: FieldName; vocabulary: VocabularyName }) {
  const t = useMessages(texts);
  const store = useStore();
  const { terms } = useVocabulary(vocabulary);
  const filter = useFilter(terms);
  const { anchor, place, onOpenChange, onKeyDownCapture } = usePlace();
  const value = (useValue(field) as string | null | undefined) ?? "";
  const props = useFieldProps(field);
  return (
    <Around field={field}>
      <FieldGroup {...props}>
        <div ref={anchor} onKeyDownCapture={onKeyDownCapture}>
          <ComboBox
            // The words arrive after the field: it takes its first text from them.
            key={terms.length}
            menuTrigger="focus"
            onOpenChange={onOpenChange}
            aria-label={t.search(String(props.label))}
            defaultFilter={filter}
            allowsEmptyCollection
            isInvalid={Boolean(props.error)}
            value={value === "" ? null : value}
            onChange={(key: Key | null) => store.set(field, (key === null ? "" : String(key)) as never)}
            className="max-w-xl"
          >
            <Typed id={fieldId(`${props.name}.pick`)} describedBy={described(props)["aria-describedby"]} />
            <Choices terms={terms} place={place} />
          </ComboBox>
        </div>
      </FieldGroup>
    </Around>
  );
}

export function Chip({
  children,
  label,
  onRemove,
}: {
  children: ReactNode;
  label: string;
  onRemove: () => void;
}) {
  return (
    <span className="inline-flex min-h-8 items-center gap-1 rounded-full border border-ai-300 bg-ai-50 pl-3 text-[0.9375rem]">
      {children}
      <button
        type="button"
        aria-label={label}
        onClick={onRemove}
        className="inline-flex size-8 items-center justify-center rounded-full text-ai-900 hover:bg-ai-100"
      >
        <Icon name="close" size={16} />
      </button>
    </span>
  );
}
