/** The curation checklist: what a machine could find beside each item, and the reviewer's tick. */
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { FieldGroup, fieldId } from "@/ui/field";
import { Icon } from "@/ui/icons";
import { Key } from "@/ui/shortcuts";
import { reviewTexts } from "./texts";

export type Item = keyof Schemas["Checklist"];
export type Ticks = Partial<Record<Item, boolean>>;

const texts = messages(
  {
    label: "チェックリスト",
    fine: "自動確認では問題なし",
    look: "確認が必要",
    all: "問題なしの項目をまとめて確認",
  },
  {
    label: "Checklist",
    fine: "nothing found against it",
    look: "needs a look",
    all: "Tick all that look fine",
  },
);

/** The items that nothing was found against, ticked besides what is ticked. */
export function withFine(items: Schemas["ChecklistItem"][], ticks: Ticks): Ticks {
  const fine = items.filter(({ looks_fine }) => looks_fine);
  return { ...ticks, ...Object.fromEntries(fine.map(({ item }) => [item, true])) };
}

export function ReviewChecklist({
  items,
  ticks,
  error,
  onChange,
}: {
  items: Schemas["ChecklistItem"][];
  ticks: Ticks;
  error: string | undefined;
  onChange: (ticks: Ticks) => void;
}) {
  const t = useMessages(texts);
  const words = useMessages(reviewTexts);
  return (
    <FieldGroup name="checklist" label={t.label} error={error}>
      <ul className="flex flex-col">
        {items.map(({ item, looks_fine }, place) => {
          const name = item as Item;
          return (
            <li key={item}>
              <label className="flex min-h-8 items-start gap-2 rounded px-1 py-0.5 text-[0.875rem] leading-snug hover:bg-ai-50">
                <input
                  type="checkbox"
                  id={fieldId(`checklist.${item}`)}
                  aria-keyshortcuts={String(place + 1)}
                  className="mt-0.5 size-5 shrink-0 accent-ai-900"
                  checked={ticks[name] === true}
                  onChange={(event) => onChange({ ...ticks, [name]: event.currentTarget.checked })}
                />
                <span className="min-w-0 flex-1">
                  {words.item[name]}
                  <span
                    className={`flex items-center gap-1 text-[0.75rem] ${looks_fine ? "text-ink-soft" : "font-bold text-shu-800"}`}
                  >
                    <Icon name={looks_fine ? "check" : "warning"} size={14} />
                    {looks_fine ? t.fine : t.look}
                  </span>
                </span>
                <span aria-hidden="true" className="hidden lg:block">
                  <Key>{String(place + 1)}</Key>
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      <Button
        size="small"
        aria-keyshortcuts="c"
        className="self-start"
        onClick={() => onChange(withFine(items, ticks))}
      >
        {t.all}
        <span aria-hidden="true" className="hidden lg:inline">
          <Key>c</Key>
        </span>
      </Button>
    </FieldGroup>
  );
}
