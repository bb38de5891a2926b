/** Fields of several rows: evidence, co-owners, disclosures. */
import type { ReactNode } from "react";
import type { Schemas } from "@/api/client";
import { useVocabulary, type VocabularyName } from "@/features/vocabulary";
import { useLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { Choice, Field, FieldGroup, inputClass, SelectField, TextField } from "@/ui/field";
import { faultIn } from "./content";
import { Rows, sentPlace } from "./rows";
import { Around, useFieldProps } from "./shared";
import { useFaults, useSpec, useStore, useValue } from "./store";

const texts = messages(
  {
    choose: "選んでください",
    evidence: (n: number) => `根拠データ ${n}`,
    addEvidence: "根拠データを追加",
    system: "実験系",
    replication: "再現した人",
    resultJa: "結果（日本語）",
    resultEn: "結果（英語）",
    coOwner: (n: number) => `共有者 ${n}`,
    addCoOwner: "共有者を追加",
    name: "氏名・機関名",
    consented: "掲載に同意している",
    disclosure: (n: number) => `公表 ${n}`,
    addDisclosure: "公表を追加",
    kind: "種類",
    date: "日付",
    state: "状態",
    past: "済み",
    planned: "予定",
    note: "学会名、論文誌名など",
  },
  {
    choose: "Please choose",
    evidence: (n: number) => `Evidence ${n}`,
    addEvidence: "Add evidence",
    system: "System",
    replication: "Replicated by",
    resultJa: "Result (Japanese)",
    resultEn: "Result (English)",
    coOwner: (n: number) => `Co-owner ${n}`,
    addCoOwner: "Add a co-owner",
    name: "Person or institution",
    consented: "Consents to the listing",
    disclosure: (n: number) => `Disclosure ${n}`,
    addDisclosure: "Add a disclosure",
    kind: "Kind",
    date: "Date",
    state: "State",
    past: "Past",
    planned: "Planned",
    note: "Conference, journal, …",
  },
);

function useRowFault(field: string, rows: unknown[]) {
  const faults = useFaults(field);
  return (place: number, part: string) => {
    const error = faultIn(faults, `content.${field}.${sentPlace(rows, place)}.${part}`);
    return error ? { error } : {};
  };
}

function CodeSelect({
  name,
  label,
  vocabulary,
  value,
  error,
  onChange,
}: {
  name: string;
  label: string;
  vocabulary: VocabularyName;
  value: string | undefined;
  error?: ReactNode;
  onChange: (code: string) => void;
}) {
  const t = useMessages(texts);
  const locale = useLocale();
  const { terms } = useVocabulary(vocabulary);
  return (
    <SelectField
      name={name}
      label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value)}
      {...(error ? { error } : {})}
    >
      <option value="">{t.choose}</option>
      {terms.map((term) => (
        <option key={term.code} value={term.code}>
          {term[locale]}
        </option>
      ))}
    </SelectField>
  );
}

export function EvidenceField() {
  const t = useMessages(texts);
  const store = useStore();
  const rows = useValue("evidence") ?? [];
  const { error: _, ...props } = useFieldProps("evidence");
  const faultOf = useRowFault("evidence", rows);
  return (
    <Around field="evidence">
      <FieldGroup {...props}>
        <Rows<Schemas["Evidence"]>
          name={props.name}
          rows={rows}
          blank={() => ({ system: "", result: {}, replication: "" })}
          max={useSpec("evidence")?.rule.max ?? 30}
          title={t.evidence}
          add={t.addEvidence}
          onChange={(changed) => store.set("evidence", changed)}
        >
          {(row, place, set) => {
            const name = `${props.name}.${place}`;
            const result = (language: "ja" | "en", label: string) => {
              const path = `${name}.result.${language}`;
              const fault = language === "ja" ? faultOf(place, "result") : {};
              return (
                <Field name={path} label={label} {...fault}>
                  <textarea
                    id={`field-${path.replaceAll(".", "-")}`}
                    lang={language}
                    rows={2}
                    className={`${inputClass} field-sizing-content`}
                    defaultValue={row.result?.[language] ?? ""}
                    onChange={(event) => {
                      const now = store.valueOf("evidence")?.[place] ?? row;
                      set({ ...now, result: { ...now.result, [language]: event.target.value } });
                    }}
                  />
                </Field>
              );
            };
            return (
              <>
                <div className="grid grid-cols-1 gap-3 @md:grid-cols-2">
                  <CodeSelect
                    name={`${name}.system`}
                    label={t.system}
                    vocabulary="evidence_systems"
                    value={row.system}
                    {...faultOf(place, "system")}
                    onChange={(system) => set({ ...row, system })}
                  />
                  <CodeSelect
                    name={`${name}.replication`}
                    label={t.replication}
                    vocabulary="replications"
                    value={row.replication}
                    {...faultOf(place, "replication")}
                    onChange={(replication) => set({ ...row, replication })}
                  />
                </div>
                <div className="grid grid-cols-1 gap-3 @2xl:grid-cols-2">
                  {result("ja", t.resultJa)}
                  {result("en", t.resultEn)}
                </div>
              </>
            );
          }}
        </Rows>
      </FieldGroup>
    </Around>
  );
}

export function CoOwnersField() {
  const t = useMessages(texts);
  const store = useStore();
  const rows = useValue("co_owners") ?? [];
  const { error: _, ...props } = useFieldProps("co_owners");
  const faultOf = useRowFault("co_owners", rows);
  return (
    <Around field="co_owners">
      <FieldGroup {...props}>
        <Rows<Schemas["CoOwner"]>
          name={props.name}
          rows={rows}
          blank={() => ({ name: "", consented: false })}
          max={useSpec("co_owners")?.rule.max ?? 30}
          title={t.coOwner}
          add={t.addCoOwner}
          onChange={(changed) => store.set("co_owners", changed)}
        >
          {(row, place, set) => (
            <div className="grid grid-cols-1 items-end gap-3 @md:grid-cols-2">
              <TextField
                name={`${props.name}.${place}.name`}
                label={t.name}
                {...faultOf(place, "name")}
                defaultValue={row.name ?? ""}
                onChange={(event) => set({ ...row, name: event.target.value })}
              />
              <Choice
                type="checkbox"
                label={t.consented}
                checked={row.consented === true}
                onChange={(event) => set({ ...row, consented: event.target.checked })}
              />
            </div>
          )}
        </Rows>
      </FieldGroup>
    </Around>
  );
}

export function DisclosuresField() {
  const t = useMessages(texts);
  const store = useStore();
  const rows = useValue("disclosures") ?? [];
  const { error: _, ...props } = useFieldProps("disclosures");
  const faultOf = useRowFault("disclosures", rows);
  return (
    <Around field="disclosures">
      <FieldGroup {...props}>
        <Rows<Schemas["InventionDisclosure"]>
          name={props.name}
          rows={rows}
          blank={() => ({ kind: "", date: null, state: null, note: "" })}
          max={useSpec("disclosures")?.rule.max ?? 100}
          title={t.disclosure}
          add={t.addDisclosure}
          onChange={(changed) => store.set("disclosures", changed)}
        >
          {(row, place, set) => {
            const name = `${props.name}.${place}`;
            return (
              <>
                <div className="grid grid-cols-1 gap-3 @md:grid-cols-3">
                  <CodeSelect
                    name={`${name}.kind`}
                    label={t.kind}
                    vocabulary="disclosure_kinds"
                    value={row.kind}
                    {...faultOf(place, "kind")}
                    onChange={(kind) => set({ ...row, kind })}
                  />
                  <TextField
                    type="date"
                    name={`${name}.date`}
                    label={t.date}
                    {...faultOf(place, "date")}
                    defaultValue={row.date ?? ""}
                    onChange={(event) => set(dated(row, event.target.value))}
                  />
                  <SelectField
                    name={`${name}.state`}
                    label={t.state}
                    {...faultOf(place, "state")}
                    value={row.state ?? ""}
                    onChange={(event) => {
                      const state = event.target.value;
                      set({ ...row, state: state === "past" || state === "planned" ? state : null });
                    }}
                  >
                    <option value="">{t.choose}</option>
                    <option value="past">{t.past}</option>
                    <option value="planned">{t.planned}</option>
                  </SelectField>
                </div>
                <TextField
                  name={`${name}.note`}
                  label={t.note}
                  {...faultOf(place, "note")}
                  defaultValue={row.note ?? ""}
                  onChange={(event) => set({ ...row, note: event.target.value })}
                />
              </>
            );
          }}
        </Rows>
      </FieldGroup>
    </Around>
  );
}

/** A date says by itself whether it is past, until the person says otherwise. */
function dated(row: Schemas["InventionDisclosure"], date: string): Schemas["InventionDisclosure"] {
  if (date === "" || row.state) return { ...row, date };
  return { ...row, date, state: date <= new Date().toISOString().slice(0, 10) ? "past" : "planned" };
}
