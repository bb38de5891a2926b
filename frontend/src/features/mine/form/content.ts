/** What is written, made ready to be sent, and the server's remarks sorted to their fields. */
import type { Schemas } from "@/api/client";
import type { FieldProblem } from "@/api/problem";
import {
  type AnyContent,
  fieldOf,
  isBlank,
  type ListingKind,
  sectionsOf,
} from "@/features/listing-view/fields";

/** Leaves out what says nothing: empty texts, empty lines of a list, rows without a word. */
export function toSend(content: AnyContent): Schemas["ListingContent"] {
  const sent: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(content)) {
    const said = Array.isArray(value) ? value.filter((item) => !isBlank(item)).map(tidy) : tidy(value);
    if (!isBlank(said)) sent[field] = said;
  }
  return sent as Schemas["ListingContent"];
}

function tidy(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, part]) => !isBlank(part) || NEEDED_EMPTY.has(name))
      .map(([name, part]) => [name, tidy(part)]),
  );
}

/** Parts of a row that are texts, not options: the server wants them as they are, empty or not. */
const NEEDED_EMPTY = new Set(["system", "replication", "kind", "note"]);

/** Length as the server counts it: in characters, not in code units. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The message for exactly this path, e.g. `content.title.ja`. */
export function faultAt(faults: FieldProblem[], path: string): string | undefined {
  return faults.find((fault) => fault.field === path)?.message;
}

/** The first message for this path or for anything inside it. */
export function faultIn(faults: FieldProblem[], path: string): string | undefined {
  return faults.find((fault) => fault.field === path || fault.field.startsWith(`${path}.`))?.message;
}

/** The section of the form in which a path of the API is written. */
export function sectionOf(kind: ListingKind, path: string): string {
  const field = fieldOf(path);
  const sections = sectionsOf(kind);
  const own = sections.find((section) => section.fields.some((name) => name === field));
  return own?.id ?? (field === "visibility" ? "overview" : "submit");
}

/** How many fields of each section submission would refuse. */
export function openFields(kind: ListingKind, faults: FieldProblem[]): Record<string, number> {
  const open: Record<string, Set<string>> = {};
  for (const { field } of faults) {
    const section = sectionOf(kind, field);
    open[section] ??= new Set();
    open[section].add(fieldOf(field));
  }
  return Object.fromEntries(Object.entries(open).map(([section, fields]) => [section, fields.size]));
}

const ORDER: Schemas["Tier"][] = ["public", "members", "approved", "cda", "owner"];

/** The tiers to which a field may be tightened, its floor first. */
export function tiersFrom(floor: Schemas["Tier"]): Schemas["Tier"][] {
  return ORDER.slice(ORDER.indexOf(floor));
}

export function isAtMost(tier: Schemas["Tier"], limit: Schemas["Tier"]): boolean {
  return ORDER.indexOf(tier) <= ORDER.indexOf(limit);
}

/** The tier at which each field is guarded: its floor, tightened by the owner; all of a blind need is the owner's. */
export function effectiveTiers(
  specs: Schemas["FieldSpec"][],
  overrides: Record<string, Schemas["Tier"]>,
  visibility: Schemas["NeedVisibility"] | null | undefined,
): Record<string, Schemas["Tier"]> {
  return Object.fromEntries(
    specs.map(({ name, floor }) => {
      const wanted = overrides[name];
      const tight = wanted && isAtMost(floor, wanted) ? wanted : floor;
      return [name, visibility === "blind" ? "owner" : tight];
    }),
  );
}

/** A passage by the server's positions, which count characters. */
export function passage(text: string, start: number, end: number): string {
  return Array.from(text).slice(start, end).join("");
}
