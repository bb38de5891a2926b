/** Who signs in: members of the demo consortium (config/demo/members.json), all with the same password. */
export const PASSWORD = "enishi-demo-2026";

export const people = {
  researcher: "h.mizuki@tsukuyomi-u.example",
  company: "k.shinonome@akebono-pharma.example",
  liaison: "k.enikawa@liaison-office.example",
  secretariat: "m.hiiragi@secretariat.example",
  auditor: "s.hakariya@secretariat.example",
  /** The second pair of eyes */
  secondSecretary: "y.tsubaki@secretariat.example",
  /** In charge of a university without an institution's review of its own */
  liaisonOfHokuto: "y.nakadate@liaison-office.example",
  researcherOfHokuto: "y.hoshikawa@hokuto-u.example",
  /** Reviews for a university before its liaison does */
  reviewerOfMinato: "s.hamana@minato-med.example",
} as const;

export type Person = keyof typeof people;
export type Role = "researcher" | "company" | "liaison" | "secretariat" | "auditor";
