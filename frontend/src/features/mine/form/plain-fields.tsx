/** Fields of one value: text, lines, date, number, yes or no. */
import type { FieldName } from "@/features/listing-view/fields";
import { messages, useMessages } from "@/i18n/messages";
import { Choice, FieldGroup, fieldId, TextArea, TextField } from "@/ui/field";
import { lengthOf } from "./content";
import { Around, useFieldProps } from "./shared";
import { useSpec, useStore, useValue } from "./store";

const texts = messages(
  {
    yes: "受け入れる",
    no: "受け入れない",
    lines: (n: number, max: number) => `${n} / ${max}件`,
    days: "日以内",
  },
  {
    yes: "Acceptable",
    no: "Not acceptable",
    lines: (n: number, max: number) => `${n} / ${max}`,
    days: "days",
  },
);

export function TextValueField({ field, lines }: { field: FieldName; lines: "one" | "many" }) {
  const store = useStore();
  const value = useValue(field) as string | null | undefined;
  const props = useFieldProps(field);
  const max = useSpec(field)?.rule.max ?? 0;
  return (
    <Around field={field}>
      <div className={lines === "one" ? "max-w-xl" : ""}>
        <TextArea
          {...props}
          rows={lines === "one" ? 1 : 4}
          className={lines === "one" ? "" : "min-h-30"}
          count={lengthOf(value ?? "")}
          max={max}
          defaultValue={value ?? ""}
          onChange={(event) => store.set(field, event.target.value as never)}
        />
      </div>
    </Around>
  );
}

/** A list of short texts: one per line, so that a prepared list is pasted in one go. */
export function LinesField({ field }: { field: FieldName }) {
  const t = useMessages(texts);
  const store = useStore();
  const value = (useValue(field) as string[] | null | undefined) ?? [];
  const props = useFieldProps(field);
  const max = useSpec(field)?.rule.max ?? 0;
  const count = value.filter((line) => line.trim() !== "").length;
  return (
    <Around field={field}>
      <TextArea
        {...props}
        rows={3}
        className="min-h-24"
        defaultValue={value.join("\n")}
        onChange={(event) =>
          store.set(field, event.target.value.split("\n").map((line) => line.trim()) as never)
        }
      />
      <p
        className={`-mt-1 text-right text-[0.875rem] tabular-nums ${count > max ? "font-bold text-shu-800" : "text-ink-soft"}`}
      >
        {t.lines(count, max)}
      </p>
    </Around>
  );
}

export function DateField({ field }: { field: FieldName }) {
  const store = useStore();
  const value = useValue(field) as string | null | undefined;
  const props = useFieldProps(field);
  return (
    <Around field={field}>
      <TextField
        {...props}
        type="date"
        className="max-w-52"
        defaultValue={value ?? ""}
        onChange={(event) => store.set(field, event.target.value as never)}
      />
    </Around>
  );
}

export function DaysField({ field }: { field: FieldName }) {
  const store = useStore();
  const value = useValue(field) as number | null | undefined;
  const props = useFieldProps(field);
  return (
    <Around field={field}>
      <TextField
        {...props}
        type="text"
        inputMode="numeric"
        className="max-w-32"
        defaultValue={value ?? ""}
        onChange={(event) => {
          const digits = event.target.value.normalize("NFKC").replaceAll(/\D/g, "");
          store.set(field, (digits === "" ? null : Math.min(Number(digits), 9999)) as never);
        }}
      />
    </Around>
  );
}

export function YesNoField({ field }: { field: FieldName }) {
  const t = useMessages(texts);
  const store = useStore();
  const value = useValue(field) as boolean | null | undefined;
  const props = useFieldProps(field);
  const choice = (answer: boolean, label: string) => (
    <Choice
      type="radio"
      name={fieldId(props.name)}
      label={label}
      checked={value === answer}
      onChange={() => store.set(field, answer as never)}
    />
  );
  return (
    <Around field={field}>
      <FieldGroup {...props}>
        <div className="flex flex-wrap gap-x-6">
          {choice(true, t.yes)}
          {choice(false, t.no)}
        </div>
      </FieldGroup>
    </Around>
  );
}
