/** Which roles an organisation of a kind can have; the server checks the same. */
import type { Schemas } from "@/api/client";

const kinds: Record<Schemas["Role"], readonly Schemas["OrganisationKind"][]> = {
  researcher: ["university", "hospital", "research_institute", "tlo", "venture"],
  company: ["pharma", "venture", "vc"],
  liaison: ["liaison_office"],
  secretariat: ["secretariat"],
  auditor: ["secretariat"],
};

export function rolesAt(kind: Schemas["OrganisationKind"]): Schemas["Role"][] {
  return (Object.keys(kinds) as Schemas["Role"][]).filter((role) => kinds[role].includes(kind));
}
