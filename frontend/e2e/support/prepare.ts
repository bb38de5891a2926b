/** What a journey starts from, made through the API by the people who would make it. */

import { Api, type Schemas } from "./api.ts";
import { mailTo } from "./mailbox.ts";
import { people } from "./people.ts";

export interface Applicant {
  email: string;
  ja: string;
  en: string;
}

/** Somebody of Hokuto University asks to join as a researcher. */
export async function apply(url: string, applicant: Applicant): Promise<void> {
  const secretary = await Api.signIn(url, people.secretariat);
  const { items } = await secretary.get<{ items: Schemas["OrganisationSummary"][] }>(
    "/organisations?limit=100",
  );
  const home = items.find(({ name }) => name.en === "Hokuto University");
  await Api.anonymous(url).post("/applications", {
    email: applicant.email,
    name: { ja: applicant.ja, en: applicant.en },
    role: "researcher",
    locale: "ja",
    motivation: "研究室の未出願の成果について、学会発表の前に企業の意見を聞きたいと考えています。",
    organisation_id: home?.id,
  });
}

/** Somebody applied and two persons of the secretariat agreed: the address of the invitation, as mailed. */
export async function invite(url: string, applicant: Applicant): Promise<string> {
  await apply(url, applicant);
  for (const email of [people.secretariat, people.secondSecretary]) {
    const secretary = await Api.signIn(url, email);
    const { items } = await secretary.get<Schemas["Page_ApplicationSummary"]>("/applications?limit=100");
    const path = `/applications/${items.find((one) => one.email === applicant.email)?.id}`;
    const { tag } = await secretary.tagged(path);
    const vetting = { decision: "approve", reason: "所属機関の担当部門に在籍を確認しました。" };
    await secretary.post(`${path}/vettings`, vetting, tag);
  }
  return mailTo(url, applicant.email, "/invitation#token=");
}

export const attested: Schemas["Attestations"] = {
  inventors_agree: true,
  institution_agrees: true,
  no_third_party_secret: true,
  no_patient_data: true,
  linter_checked: true,
};

export const checked: Schemas["Checklist"] = {
  title_not_enabling: true,
  no_enabling_detail: true,
  differentiation_present: true,
  missing_data_listed: true,
  no_duplicate: true,
  tiers_set: true,
  expiry_set: true,
};

/** The content of a seed that one of the demo's researchers has published. */
export async function seedContent(url: string): Promise<Schemas["SeedContent"]> {
  const api = await Api.signIn(url, people.researcherOfHokuto);
  const { items } = await api.get<Schemas["MineBody"]>("/listings/mine?limit=50");
  const seed = items.find(({ kind, state }) => kind === "seed" && state === "published");
  const { content } = await api.get<Schemas["DraftBody"]>(`/listings/${seed?.id}/draft`);
  return content as Schemas["SeedContent"];
}

/** A seed of Hokuto University that waits for its liaison. */
export async function submitSeed(url: string, content: Partial<Schemas["SeedContent"]>): Promise<string> {
  const api = await Api.signIn(url, people.researcherOfHokuto);
  const seed = await api.post<Schemas["DraftBody"]>("/seeds", {
    content: { ...(await seedContent(url)), ...content },
  });
  const { tag } = await api.tagged(`/listings/${seed.id}/draft`);
  await api.post(`/listings/${seed.id}/submit`, { attestations: attested }, tag);
  return seed.id;
}

/** As `submitSeed`, then approved and published by the liaison. */
export async function publishSeed(url: string, content: Partial<Schemas["SeedContent"]>): Promise<string> {
  const id = await submitSeed(url, content);
  const liaison = await Api.signIn(url, people.liaisonOfHokuto);
  for (const decision of ["approve", "publish"]) {
    const { tag } = await liaison.tagged(`/listings/${id}/review`);
    await liaison.post(`/listings/${id}/reviews`, { decision, checklist: checked }, tag);
  }
  return id;
}
