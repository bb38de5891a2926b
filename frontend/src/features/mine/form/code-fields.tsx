/** Short vocabularies: checkboxes, radio buttons and selects of the platform. */
import type { FieldName } from "@/features/listing-view/fields";
import { useVocabulary, type VocabularyName } from "@/features/vocabulary";
import { useLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { Choice, FieldGroup, type FieldProps, fieldId, inputClass, SelectField } from "@/ui/field";
import { Around, useFieldProps } from "./shared";
import { useSpec, useStore, useValue } from "./store";
import { TierControl } from "./tier-control";

const texts = messages(
  { choose: "選んでください", from: "始め", to: "終わり", between: "から" },
  { choose: "Please choose", from: "From", to: "To", between: "to" },
);

/** Every term as a checkbox, or with `one` as a radio button. */
export function ChoicesField({
  field,
  vocabulary,
  one = false,
}: {
  field: FieldName;
  vocabulary: VocabularyName;
  one?: boolean;
}) {
  const locale = useLocale();
  const store = useStore();
  const { terms } = useVocabulary(vocabulary);
  const value = useValue(field) as string | string[] | null | undefined;
  const chosen = typeof value === "string" ? [value] : (value ?? []);
  const props = useFieldProps(field);
  const choose = (code: string, isChosen: boolean) => {
    const wanted = isChosen ? [...chosen, code] : chosen.filter((other) => other !== code);
    const inOrder = terms.map((term) => term.code).filter((other) => wanted.includes(other));
    store.set(field, (one ? code : inOrder) as never);
  };
  return (
    <Around field={field}>
      <FieldGroup {...props}>
        <div className="grid grid-cols-1 gap-x-4 @md:grid-cols-2 @3xl:grid-cols-3">
          {terms.map((term) => (
            <Choice
              key={term.code}
              type={one ? "radio" : "checkbox"}
              name={fieldId(props.name)}
              label={term[locale]}
              checked={chosen.includes(term.code)}
              onChange={(event) => choose(term.code, event.target.checked)}
            />
          ))}
        </div>
      </FieldGroup>
    </Around>
  );
}

export function CodeSelectField({ field, vocabulary }: { field: FieldName; vocabulary: VocabularyName }) {
  const store = useStore();
  const value = useValue(field) as string | null | undefined;
  const props = useFieldProps(field);
  return (
    <Around field={field}>
      <SelectField
        {...props}
        className="max-w-xl"
        value={value ?? ""}
        onChange={(event) => store.set(field, event.target.value as never)}
      >
        <Terms vocabulary={vocabulary} />
      </SelectField>
    </Around>
  );
}

function Terms({ vocabulary }: { vocabulary: VocabularyName }) {
  const t = useMessages(texts);
  const locale = useLocale();
  const { terms } = useVocabulary(vocabulary);
  return (
    <>
      <option value="">{t.choose}</option>
      {terms.map((term) => (
        <option key={term.code} value={term.code}>
          {term[locale]}
        </option>
      ))}
    </>
  );
}

/** From a first stage to a last one; moving one end past the other takes the other along. */
export function StageField() {
  const t = useMessages(texts);
  const store = useStore();
  const { terms } = useVocabulary("stages");
  const [min, max] = [useValue("stage_min") ?? "", useValue("stage_max") ?? ""];
  const { support, ...stage } = useFieldProps("stage");
  const [{ error: firstError }, { error: lastError }] = [
    useFieldProps("stage_min"),
    useFieldProps("stage_max"),
  ];
  const error = firstError ?? lastError;
  const props: FieldProps = {
    name: stage.name,
    label: stage.label,
    aside: <TierControl field="stage_min" also={["stage_max"]} label={String(stage.label)} />,
    required: useSpec("stage_min")?.rule.required ?? false,
    ...(support ? { support } : {}),
    ...(error ? { error } : {}),
  };
  const rank = (code: string) => terms.findIndex((term) => term.code === code);
  const choose = (end: "stage_min" | "stage_max", code: string) => {
    store.set(end, code);
    const other = end === "stage_min" ? "stage_max" : "stage_min";
    const now = store.valueOf(other) ?? "";
    const isCrossed = end === "stage_min" ? rank(now) < rank(code) : rank(now) > rank(code);
    if (code && (now === "" || isCrossed)) store.set(other, code);
  };
  const select = (end: "stage_min" | "stage_max", value: string, word: string) => (
    <label className="flex min-w-40 flex-1 flex-col gap-1">
      <span className="text-[0.875rem] text-ink-soft">{word}</span>
      <select
        id={fieldId(`content.${end}`)}
        className={inputClass}
        value={value}
        aria-invalid={error ? true : undefined}
        onChange={(event) => choose(end, event.target.value)}
      >
        <Terms vocabulary="stages" />
      </select>
    </label>
  );
  return (
    <Around field="stage">
      <FieldGroup {...props}>
        <div className="flex max-w-xl flex-wrap items-end gap-3">
          {select("stage_min", min, t.from)}
          {select("stage_max", max, t.to)}
        </div>
      </FieldGroup>
    </Around>
  );
}
