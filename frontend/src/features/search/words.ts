/** Words for facets and their codes. */
import { useVocabularies, useWords, type VocabularyName } from "@/features/vocabulary";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames } from "@/ui/badges";
import type { FacetName, Kind } from "./question";

export const facetTexts = messages(
  {
    names: {
      disease_areas: "疾患領域",
      stage: "開発段階",
      modalities: "モダリティ",
      ip_status: "権利状況",
      collaborations: "希望する連携",
      target_class: "標的の分類",
      approval_class: "承認上の分類",
      icd10_chapters: "ICD-10 章",
      institution_type: "機関の種別",
      freshness: "掲載時期",
      language: "記載の言語",
    },
    needNames: { collaborations: "提供できる連携", modalities: "求めるモダリティ" },
    languages: { ja: "日本語", en: "英語" },
    days: { "7": "7日以内", "30": "30日以内", "90": "90日以内", "365": "1年以内" },
  },
  {
    names: {
      disease_areas: "Disease area",
      stage: "Stage",
      modalities: "Modality",
      ip_status: "IP status",
      collaborations: "Collaboration sought",
      target_class: "Target class",
      approval_class: "Approval class",
      icd10_chapters: "ICD-10 chapter",
      institution_type: "Institution",
      freshness: "Listed",
      language: "Written in",
    },
    needNames: { collaborations: "Partnership offered", modalities: "Modality wanted" },
    languages: { ja: "Japanese", en: "English" },
    days: {
      "7": "In the last 7 days",
      "30": "In the last 30 days",
      "90": "In the last 90 days",
      "365": "In the last year",
    },
  },
);

const VOCABULARIES: Partial<Record<FacetName, VocabularyName>> = {
  disease_areas: "disease_areas",
  stage: "stages",
  modalities: "modalities",
  ip_status: "ip_statuses",
  collaborations: "collaborations",
  target_class: "target_classes",
  approval_class: "approval_classes",
  icd10_chapters: "icd10",
};

/** Kinds of organisation that have seeds or needs. */
const OWNERS: Record<Kind, string[]> = {
  seed: ["university", "hospital", "research_institute", "tlo", "venture"],
  need: ["pharma", "venture", "vc"],
};

/** Names of facets, their codes in order, and the words for codes. */
export function useFacetWords(kind: Kind) {
  const t = useMessages(facetTexts);
  const kinds = useMessages(organisationKindNames);
  const words = useWords();
  const all = useVocabularies().data;
  const own: Partial<Record<FacetName, Record<string, string>>> = {
    institution_type: kinds,
    freshness: t.days,
    language: t.languages,
  };
  return {
    name: (facet: FacetName): string =>
      (kind === "need" && (t.needNames as Partial<Record<FacetName, string>>)[facet]) || t.names[facet],
    /** Undefined until they are known. */
    codes: (facet: FacetName): string[] | undefined => {
      if (facet === "institution_type") return OWNERS[kind];
      if (facet === "freshness") return ["7", "30", "90", "365"];
      if (facet === "language") return ["ja", "en"];
      const vocabulary = VOCABULARIES[facet];
      return vocabulary && all?.[vocabulary]?.terms.map((term) => term.code);
    },
    word: (facet: FacetName, code: string): string => {
      const vocabulary = VOCABULARIES[facet];
      return vocabulary ? words(vocabulary, code) : (own[facet]?.[code] ?? code);
    },
  };
}
export type FacetWords = ReturnType<typeof useFacetWords>;
