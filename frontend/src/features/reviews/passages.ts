/** Findings of the linter in the texts that they are about. Their offsets count characters, not UTF-16 units. */
import type { Schemas } from "@/api/client";
import { type AnyContent, fieldOf } from "@/features/listing-view";

type Finding = Schemas["EnablingFinding"];

export interface Piece {
  text: string;
  /** What it looks like, if it is to be looked at */
  kind?: Finding["kind"];
}

/** The language that a finding's field names, if it names one. */
export function langOf({ field }: Finding): "ja" | "en" | undefined {
  const end = field.split(".").at(-1);
  return end === "ja" || end === "en" ? end : undefined;
}

/** A text cut where findings begin and end. Of findings that overlap, the first one counts. */
export function cut(text: string, findings: Finding[]): Piece[] {
  const characters = [...text];
  const pieces: Piece[] = [];
  let at = 0;
  const put = (end: number, kind?: Finding["kind"]) => {
    if (end > at) pieces.push({ text: characters.slice(at, end).join(""), ...(kind ? { kind } : {}) });
    at = Math.max(at, end);
  };
  for (const { start, end, kind } of [...findings].sort((a, b) => a.start - b.start)) {
    put(Math.min(start, characters.length));
    put(Math.min(end, characters.length), kind);
  }
  put(characters.length);
  return pieces;
}

/** Findings in one text of a field. */
export function findingsIn(findings: Finding[], field: string, lang?: "ja" | "en"): Finding[] {
  return findings.filter((finding) => fieldOf(finding.field) === field && langOf(finding) === lang);
}

/** The words of a finding. Nothing where the field holds several texts: which one is meant is not said. */
export function wordsOf(content: AnyContent, finding: Finding): string {
  const value: unknown = content[fieldOf(finding.field) as keyof AnyContent];
  const lang = langOf(finding);
  const text = lang ? (value as Partial<Record<"ja" | "en", string>> | null | undefined)?.[lang] : value;
  return typeof text === "string" ? [...text].slice(finding.start, finding.end).join("") : "";
}
