/** Codes with their words: the server's vocabularies, read once. */
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/api/client";
import { useLocale } from "@/i18n/locale";
import { vocabulariesQuery } from "./vocabulary-query";

export type VocabularyName =
  | "administration_routes"
  | "ams_phases"
  | "approval_classes"
  | "collaborations"
  | "decline_codes"
  | "disclosure_kinds"
  | "disease_areas"
  | "evidence_systems"
  | "exclusivities"
  | "icd10"
  | "integrated_projects"
  | "ip_statuses"
  | "modalities"
  | "organisation_kinds"
  | "outcomes"
  | "replications"
  | "research_natures"
  | "stages"
  | "target_classes";

/** All vocabularies. */
export function useVocabularies() {
  return useQuery(vocabulariesQuery);
}

/** Terms of one vocabulary in their order, and the word for a code (the code itself while words are not there yet). */
export function useVocabulary(name: VocabularyName) {
  const locale = useLocale();
  const terms: Schemas["Term"][] = useVocabularies().data?.[name]?.terms ?? [];
  return { terms, word: (code: string | null | undefined) => wordOf(terms, locale, code) };
}

function wordOf(terms: Schemas["Term"][], locale: "ja" | "en", code: string | null | undefined): string {
  if (!code) return "";
  return terms.find((term) => term.code === code)?.[locale] ?? code;
}

/** Words for codes of any vocabulary. */
export function useWords() {
  const locale = useLocale();
  const all = useVocabularies().data;
  return (name: VocabularyName, code: string | null | undefined) =>
    wordOf(all?.[name]?.terms ?? [], locale, code);
}

/** A range of stages in words: "標的検証～前臨床". */
export function useStageRange() {
  const { word } = useVocabulary("stages");
  const locale = useLocale();
  return (min: string | null | undefined, max: string | null | undefined) => {
    if (!min && !max) return "";
    if (!min || !max || min === max) return word(min ?? max);
    return `${word(min)}${locale === "ja" ? "～" : " – "}${word(max)}`;
  };
}
