/** A list of rows to add to and take from. Rows keep their inputs while others come and go. */
import { type ReactNode, useRef } from "react";
import { isBlank } from "@/features/listing-view/fields";
import { messages, useMessages } from "@/i18n/messages";
import { Button, IconButton } from "@/ui/button";
import { fieldId } from "@/ui/field";
import { toast } from "@/ui/toast";

const texts = messages(
  {
    remove: (row: string) => `${row}を削除`,
    removed: (row: string) => `${row}を削除しました。`,
    undo: "元に戻す",
  },
  {
    remove: (row: string) => `Remove ${row}`,
    removed: (row: string) => `Removed ${row}.`,
    undo: "Undo",
  },
);

/** The place of a row among those that are sent: blank ones are left out. */
export function sentPlace(rows: unknown[], place: number): number {
  return rows.slice(0, place).filter((row) => !isBlank(row)).length;
}

export function Rows<T>({
  name,
  rows,
  blank,
  max,
  title,
  add,
  onChange,
  children,
}: {
  name: string;
  rows: T[];
  blank: () => T;
  max: number;
  /** "根拠データ 2", say */
  title: (number: number) => string;
  add: string;
  onChange: (rows: T[]) => void;
  children: (row: T, place: number, set: (row: T) => void) => ReactNode;
}) {
  const t = useMessages(texts);
  const latest = useRef(rows);
  latest.current = rows;
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  while (keys.current.length < rows.length) keys.current.push(next.current++);
  keys.current.length = rows.length;
  const change = (changed: T[]) => {
    latest.current = changed;
    onChange(changed);
  };
  const button = fieldId(`${name}.add`);
  const remove = (place: number) => {
    const row = rows[place];
    const key = keys.current[place];
    if (row === undefined || key === undefined) return;
    keys.current.splice(place, 1);
    change(rows.filter((_, other) => other !== place));
    document.getElementById(button)?.focus();
    toast(t.removed(title(place + 1)), {
      label: t.undo,
      run: () => {
        keys.current.splice(place, 0, key);
        change(latest.current.toSpliced(place, 0, row));
      },
    });
  };
  return (
    <div className="flex flex-col gap-3">
      {rows.map((row, place) => (
        <fieldset
          key={keys.current[place]}
          aria-label={title(place + 1)}
          className="flex flex-col gap-3 rounded-lg border border-line bg-paper p-3"
        >
          <div className="flex items-center justify-between">
            <span aria-hidden="true" className="text-[0.875rem] font-bold text-ink-soft">
              {title(place + 1)}
            </span>
            <IconButton
              icon="trash"
              label={t.remove(title(place + 1))}
              className="-my-2"
              onClick={() => remove(place)}
            />
          </div>
          {children(row, place, (changed) =>
            change(latest.current.map((old, other) => (other === place ? changed : old))),
          )}
        </fieldset>
      ))}
      {rows.length < max ? (
        <div>
          <Button
            id={button}
            icon="plus"
            onClick={() => {
              change([...rows, blank()]);
              requestAnimationFrame(() => {
                const group = document.getElementById(button)?.parentElement?.previousElementSibling;
                group?.querySelector<HTMLElement>("select, input, textarea")?.focus();
              });
            }}
          >
            {add}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
