/** One text in two languages: side by side where there is room, else one at a time. */
import type { FieldName } from "@/features/listing-view/fields";
import { useFieldName } from "@/features/listing-view/names";
import type { Bilingual } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { described, FieldGroup, inputClass } from "@/ui/field";
import { Icon } from "@/ui/icons";
import { faultAt, lengthOf } from "./content";
import { Around, useFieldProps } from "./shared";
import { useFaults, useOf, useSpec, useStore, useValue } from "./store";

const texts = messages(
  {
    ja: "日本語",
    en: "英語",
    characters: (n: number, max: number) => `${n} / ${max}字`,
    tooLong: (by: number) => `${by}字減らしてください。`,
    choose: "入力する言語",
    filled: "入力あり",
  },
  {
    ja: "Japanese",
    en: "English",
    characters: (n: number, max: number) => `${n} / ${max} characters`,
    tooLong: (by: number) => `Please shorten it by ${by}.`,
    choose: "Language to write",
    filled: "filled in",
  },
);

type Language = "ja" | "en";

export function TwinField({ field, lines }: { field: FieldName; lines: "one" | "many" }) {
  const t = useMessages(texts);
  const store = useStore();
  const props = useFieldProps(field, false);
  const language = useOf((current) => current.writtenLanguage());
  return (
    <Around field={field}>
      <FieldGroup {...props}>
        <fieldset aria-label={t.choose} className="flex gap-1 @2xl:hidden">
          {(["ja", "en"] as const).map((one) => (
            <LanguageTab
              key={one}
              field={field}
              language={one}
              chosen={language === one}
              onChoose={() => store.write(one)}
            />
          ))}
        </fieldset>
        <div className="grid grid-cols-1 gap-4 @2xl:grid-cols-2">
          {(["ja", "en"] as const).map((one) => (
            <div key={one} className={one === language ? "" : "hidden @2xl:block"}>
              <OneLanguage field={field} language={one} lines={lines} />
            </div>
          ))}
        </div>
      </FieldGroup>
    </Around>
  );
}

function LanguageTab({
  field,
  language,
  chosen,
  onChoose,
}: {
  field: FieldName;
  language: Language;
  chosen: boolean;
  onChoose: () => void;
}) {
  const t = useMessages(texts);
  const isFilled = Boolean((useValue(field) as Bilingual | null | undefined)?.[language]);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={`min-h-9 rounded-t-lg border border-b-2 px-3 text-[0.875rem] ${chosen ? "border-ai-900 border-b-ai-900 bg-ai-50 font-bold text-ai-1000" : "border-line bg-white text-ink-soft"}`}
    >
      {t[language]}
      {isFilled && !chosen ? ` (${t.filled})` : ""}
    </button>
  );
}

function OneLanguage({
  field,
  language,
  lines,
}: {
  field: FieldName;
  language: Language;
  lines: "one" | "many";
}) {
  const t = useMessages(texts);
  const store = useStore();
  const label = useFieldName(store.kind)(field);
  const value = useValue(field) as Bilingual | null | undefined;
  const max = useSpec(field)?.rule.max ?? 0;
  const faults = useFaults(field);
  const path = `content.${field}.${language}`;
  const length = lengthOf(value?.[language] ?? "");
  const error = length > max ? t.tooLong(length - max) : faultAt(faults, path);
  const widget = described({ name: path, ...(error ? { error } : {}) });
  return (
    <div className="flex h-full flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2 text-[0.875rem]">
        <label htmlFor={widget.id} className="sr-only @2xl:not-sr-only @2xl:text-ink-soft">
          <span className="sr-only">{label} </span>
          {t[language]}
        </label>
        <span className={`ml-auto tabular-nums ${length > max ? "font-bold text-shu-800" : "text-ink-soft"}`}>
          {t.characters(length, max)}
        </span>
      </div>
      {error ? (
        <p id={`${widget.id}-error`} className="flex gap-1.5 text-[0.875rem] font-bold text-shu-800">
          <Icon name="warning" size={18} className="mt-0.5" />
          {error}
        </p>
      ) : null}
      <textarea
        lang={language}
        rows={lines === "one" ? 2 : 5}
        className={`${inputClass} field-sizing-content max-h-[60vh] flex-1 ${lines === "one" ? "" : "min-h-30"}`}
        {...widget}
        defaultValue={value?.[language] ?? ""}
        onChange={(event) => {
          const now = (store.valueOf(field) as Bilingual | null | undefined) ?? {};
          store.set(field, { ...now, [language]: event.target.value } as never);
        }}
      />
    </div>
  );
}
