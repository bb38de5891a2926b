/** Every dialog that a button opens, by who can open it. The drawers of a phone and what opens by itself are tested apart. */

import type { Person } from "../../support/people.ts";
import { ofCompany } from "./company.ts";
import type { DialogUnderTest } from "./dialog.ts";
import { ofLiaison, ofLiaisonOfHokuto } from "./liaison.ts";
import { ofResearcher, ofResearcherOfHokuto, ofReviewerOfMinato } from "./researcher.ts";
import { ofSecretariat } from "./secretariat.ts";

export const dialogs: Partial<Record<Person, DialogUnderTest[]>> = {
  company: ofCompany,
  researcher: ofResearcher,
  researcherOfHokuto: ofResearcherOfHokuto,
  reviewerOfMinato: ofReviewerOfMinato,
  liaison: ofLiaison,
  liaisonOfHokuto: ofLiaisonOfHokuto,
  secretariat: ofSecretariat,
};
