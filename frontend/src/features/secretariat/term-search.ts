/** Terms of all vocabularies that hold what is looked for, in code or word. */
import type { Schemas } from "@/api/client";

export interface FoundTerms {
  name: string;
  version: number;
  terms: Schemas["Term"][];
}

/** Width of letters, case and surrounding space make no difference. */
function plain(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

export function matching(all: Schemas["Vocabularies"], wanted: string): FoundTerms[] {
  const looked = plain(wanted);
  return Object.entries(all)
    .map(([name, { version, terms }]) => ({
      name,
      version,
      terms: terms.filter(({ code, ja, en }) => [code, ja, en].some((text) => plain(text).includes(looked))),
    }))
    .filter(({ terms }) => terms.length > 0);
}
