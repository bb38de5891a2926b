/** Which fields a listing has, in which sections they are read and written, and what kind of value each holds. */
import type { Schemas } from "@/api/client";
import type { VocabularyName } from "@/features/vocabulary";

export type ListingKind = Schemas["ListingKind"];
/** Content of either kind; a field that is absent is empty or not for this reader. */
export type AnyContent = Partial<Omit<Schemas["SeedView"], never>> &
  Partial<Omit<Schemas["NeedView"], never>>;
export type FieldName = keyof Schemas["SeedView"] | keyof Schemas["NeedView"];

export type FieldShape =
  | { shape: "bilingual"; lines: "one" | "many" }
  | { shape: "text"; lines: "one" | "many" }
  | { shape: "texts" }
  | { shape: "code"; vocabulary: VocabularyName }
  | { shape: "codes"; vocabulary: VocabularyName }
  | { shape: "date" }
  | { shape: "days" }
  | { shape: "yes_no" }
  | { shape: "evidence" }
  | { shape: "researcher" }
  | { shape: "co_owners" }
  | { shape: "disclosures" };

const line = { shape: "bilingual", lines: "one" } as const;
const prose = { shape: "bilingual", lines: "many" } as const;
const code = (vocabulary: VocabularyName) => ({ shape: "code", vocabulary }) as const;
const codes = (vocabulary: VocabularyName) => ({ shape: "codes", vocabulary }) as const;

const shapes: Record<FieldName, FieldShape> = {
  title: line,
  summary: line,
  indication: line,
  further_indications: prose,
  disease_areas: codes("disease_areas"),
  icd10_chapters: codes("icd10"),
  modalities: codes("modalities"),
  modalities_wanted: codes("modalities"),
  modalities_excluded: codes("modalities"),
  stage_min: code("stages"),
  stage_max: code("stages"),
  research_nature: code("research_natures"),
  approval_class: code("approval_classes"),
  target_class: code("target_classes"),
  administration_route: code("administration_routes"),
  target: { shape: "text", lines: "one" },
  unmet_need: prose,
  problem: prose,
  mechanism: prose,
  competitors: { shape: "texts" },
  differentiation: prose,
  missing_data: prose,
  next_experiment: prose,
  quantitative_results: prose,
  evidence: { shape: "evidence" },
  materials: prose,
  risks: prose,
  data_package: prose,
  ip_status: code("ip_statuses"),
  planned_filing_date: { shape: "date" },
  application_numbers: { shape: "texts" },
  co_owners: { shape: "co_owners" },
  encumbrances: { shape: "text", lines: "many" },
  disclosures: { shape: "disclosures" },
  prior_art_notes: { shape: "text", lines: "many" },
  collaboration_sought: codes("collaborations"),
  researcher: { shape: "researcher" },
  tlo_contact: { shape: "text", lines: "one" },
  internal_notes: { shape: "text", lines: "many" },
  must_have: prose,
  nice_to_have: prose,
  out_of_scope: prose,
  evidence_expected: prose,
  unfiled_acceptable: { shape: "yes_no" },
  exclusivity: code("exclusivities"),
  partnership_types: codes("collaborations"),
  offers: prose,
  territory: { shape: "text", lines: "one" },
  deadline: { shape: "date" },
  response_days: { shape: "days" },
  budget_band: { shape: "text", lines: "one" },
  internal_code: { shape: "text", lines: "one" },
  reviewers: { shape: "texts" },
};

export function shapeOf(field: FieldName): FieldShape {
  return shapes[field];
}

export type SectionId =
  | "overview"
  | "classification"
  | "problem"
  | "differentiation"
  | "evidence"
  | "ip"
  | "collaboration"
  | "wanted"
  | "requirements"
  | "terms"
  | "internal";

export interface FieldSection {
  id: SectionId;
  fields: FieldName[];
}

const seed: FieldSection[] = [
  { id: "overview", fields: ["title", "summary", "indication", "further_indications"] },
  {
    id: "classification",
    fields: [
      "disease_areas",
      "icd10_chapters",
      "modalities",
      "stage_min",
      "stage_max",
      "target_class",
      "target",
      "administration_route",
      "approval_class",
      "research_nature",
    ],
  },
  { id: "problem", fields: ["unmet_need", "problem", "mechanism"] },
  { id: "differentiation", fields: ["competitors", "differentiation"] },
  {
    id: "evidence",
    fields: [
      "missing_data",
      "next_experiment",
      "quantitative_results",
      "evidence",
      "materials",
      "risks",
      "data_package",
    ],
  },
  {
    id: "ip",
    fields: [
      "ip_status",
      "planned_filing_date",
      "application_numbers",
      "co_owners",
      "encumbrances",
      "disclosures",
      "prior_art_notes",
    ],
  },
  { id: "collaboration", fields: ["collaboration_sought", "researcher", "tlo_contact", "internal_notes"] },
];

const need: FieldSection[] = [
  { id: "overview", fields: ["title", "problem", "disease_areas", "icd10_chapters"] },
  {
    id: "wanted",
    fields: ["modalities_wanted", "modalities_excluded", "stage_min", "stage_max", "target_class", "target"],
  },
  { id: "requirements", fields: ["must_have", "nice_to_have", "out_of_scope", "evidence_expected"] },
  {
    id: "terms",
    fields: [
      "partnership_types",
      "unfiled_acceptable",
      "exclusivity",
      "offers",
      "territory",
      "deadline",
      "response_days",
    ],
  },
  { id: "internal", fields: ["budget_band", "internal_code", "reviewers"] },
];

export function sectionsOf(kind: ListingKind): FieldSection[] {
  return kind === "seed" ? seed : need;
}

/** The content of a listing, whichever kind it is. */
export function contentOf(listing: Pick<Schemas["ListingView"], "seed" | "need">): AnyContent {
  return (listing.seed ?? listing.need ?? {}) as AnyContent;
}

/** The field that a path of the API speaks of: `content.title.ja` is about `title`. */
export function fieldOf(path: string): string {
  const parts = path.split(".");
  return (["content", "tier_overrides"].includes(parts[0] ?? "") ? parts[1] : parts[0]) ?? path;
}

export function isBlank(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.every(isBlank);
  if (typeof value === "object") return Object.values(value).every(isBlank);
  return typeof value === "string" && value.trim() === "";
}
