/** A search as its page keeps it, as the address writes it, and as the API asks it. */
import type { LinkProps } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { type Address, listOf, textOf } from "@/app/address";
import { writeHash } from "./hash";

export type Kind = Schemas["ListingKind"];
export type Order = Schemas["Order"];
export type Question = Schemas["Question"];

/** Facets by their names in the API. */
export const FACETS = [
  "disease_areas",
  "stage",
  "modalities",
  "ip_status",
  "collaborations",
  "target_class",
  "approval_class",
  "icd10_chapters",
  "institution_type",
  "freshness",
  "language",
] as const;
export type FacetName = (typeof FACETS)[number];

/** What a need has none of. */
const ONLY_OF_SEEDS: FacetName[] = ["ip_status", "approval_class"];
export function facetsOf(kind: Kind): FacetName[] {
  return FACETS.filter((facet) => kind === "seed" || !ONLY_OF_SEEDS.includes(facet));
}

export type Filters = Partial<Record<FacetName, string[]>>;

export interface Search {
  text: string;
  filters: Filters;
  stageMin?: string | undefined;
  stageMax?: string | undefined;
  order: Order;
  expand: boolean;
}

export const EVERYTHING: Search = { text: "", filters: {}, order: "relevance", expand: true };

const ORDERS: Order[] = ["relevance", "newest", "expiring"];

/** Reads a search from the address; what makes no sense there is left out. */
export function readSearch(address: Address): Search {
  const filters: Filters = {};
  for (const facet of FACETS) {
    const codes = listOf(address[facet]);
    if (codes.length > 0) filters[facet] = codes;
  }
  return {
    text: textOf(address["q"]) ?? "",
    filters,
    stageMin: textOf(address["from"]),
    stageMax: textOf(address["to"]),
    order: ORDERS.find((order) => order === address["order"]) ?? "relevance",
    expand: address["expand"] !== "no",
  };
}

/** Writes it so that what is usual takes no room. */
export function writeSearch(search: Search): Record<string, unknown> {
  return {
    q: search.text,
    ...search.filters,
    from: search.stageMin,
    to: search.stageMax,
    order: search.order === "relevance" ? undefined : search.order,
    expand: search.expand ? undefined : "no",
  };
}

export function toQuestion(kind: Kind, search: Search): Question {
  const { text, filters, stageMin, stageMax, order, expand } = search;
  return {
    kind,
    text,
    filters: filters as Record<string, string[]>,
    stage_min: stageMin ?? null,
    stage_max: stageMax ?? null,
    order,
    expand,
  };
}

export function fromQuestion(question: Question): Search {
  const filters: Filters = {};
  for (const facet of FACETS) {
    const codes = question.filters?.[facet];
    if (codes && codes.length > 0) filters[facet] = codes;
  }
  return {
    text: question.text ?? "",
    filters,
    stageMin: question.stage_min ?? undefined,
    stageMax: question.stage_max ?? undefined,
    order: question.order ?? "relevance",
    expand: question.expand ?? true,
  };
}

/** Chooses a code of a facet, or takes it back. */
export function toggled(search: Search, facet: FacetName, code: string): Search {
  const before = search.filters[facet] ?? [];
  const after = before.includes(code) ? before.filter((one) => one !== code) : [...before, code];
  const { [facet]: _, ...others } = search.filters;
  return { ...search, filters: after.length > 0 ? { ...others, [facet]: after } : others };
}

export function isNarrowed(search: Search): boolean {
  return Boolean(search.stageMin || search.stageMax) || Object.keys(search.filters).length > 0;
}

export function isEmpty(search: Search): boolean {
  return search.text.trim() === "" && !isNarrowed(search);
}

/** A link to what a search finds. */
export function linkToSearch(kind: Kind, search: Partial<Search>): LinkProps {
  return {
    to: kind === "seed" ? "/seeds" : "/needs",
    hash: writeHash(writeSearch({ ...EVERYTHING, ...search })),
  };
}
