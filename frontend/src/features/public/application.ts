/** An application as its form keeps it, what it lacks, and as the API takes it. */
import type { Schemas } from "@/api/client";
import type { Locale } from "@/i18n/locale";

export type Kind = Schemas["OrganisationKind"];
export type JoiningRole = "researcher" | "company" | "liaison";

export interface Form {
  nameJa: string;
  nameEn: string;
  email: string;
  organisationJa: string;
  organisationEn: string;
  kind: Kind | "";
  role: JoiningRole | "";
  locale: Locale;
  motivation: string;
}

/** Organisations that may join, and what their people do. */
const ROLES: [Kind, JoiningRole[]][] = [
  ["university", ["researcher"]],
  ["hospital", ["researcher"]],
  ["research_institute", ["researcher"]],
  ["tlo", ["researcher"]],
  ["pharma", ["company"]],
  ["venture", ["company", "researcher"]],
  ["vc", ["company"]],
  ["liaison_office", ["liaison"]],
];

export const KINDS: Kind[] = ROLES.map(([kind]) => kind);

export function rolesOf(kind: Kind | ""): JoiningRole[] {
  return ROLES.find(([one]) => one === kind)?.[1] ?? [];
}

/** Another kind of organisation keeps the role if its people may have it, and chooses where there is no choice. */
export function withKind(form: Form, kind: Kind | ""): Form {
  const [only, ...more] = rolesOf(kind);
  const fits = rolesOf(kind).some((role) => role === form.role);
  return { ...form, kind, role: fits ? form.role : only && more.length === 0 ? only : "" };
}

export const MOST_WORDS = 1000;

/** Names of the API of fields that must be filled in and are not, in the order of the form. */
export function missing(form: Form): string[] {
  const empty = (text: string) => text.trim() === "";
  const fields: [string, boolean][] = [
    ["name", empty(form.nameJa) && empty(form.nameEn)],
    ["email", empty(form.email)],
    ["new_organisation.name", empty(form.organisationJa) && empty(form.organisationEn)],
    ["new_organisation.kind", form.kind === ""],
    ["role", form.role === ""],
    ["motivation", empty(form.motivation)],
  ];
  return fields.filter(([, lacks]) => lacks).map(([field]) => field);
}

function bilingual(ja: string, en: string): Schemas["Bilingual"] {
  return { ...(ja.trim() ? { ja: ja.trim() } : {}), ...(en.trim() ? { en: en.trim() } : {}) };
}

/** `null` while something is missing. */
export function toRequest(form: Form): Schemas["ApplicationRequest"] | null {
  const { kind, role } = form;
  if (missing(form).length > 0 || kind === "" || role === "") return null;
  return {
    name: bilingual(form.nameJa, form.nameEn),
    email: form.email.trim(),
    new_organisation: { kind, name: bilingual(form.organisationJa, form.organisationEn) },
    role,
    locale: form.locale,
    motivation: form.motivation.trim(),
  };
}
