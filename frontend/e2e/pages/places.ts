/** Addresses of pages in a certain state, found or made through the API. */

import type { Api, Schemas } from "../support/api.ts";
import { people } from "../support/people.ts";
import { invite, submitSeed } from "../support/prepare.ts";
import { unique } from "../support/unique.ts";

export type Place = (api: Api, url: string) => Promise<string>;

export const at =
  (path: string): Place =>
  async () =>
    path;

export const oneOf =
  <T extends { id: string }>(list: string, page: string, suits: (one: T) => boolean = () => true): Place =>
  async (api) =>
    `${page}/${(await api.get<{ items: T[] }>(list)).items.find(suits)?.id}`;

export const ownPublished = oneOf<Schemas["OneOfMine"]>(
  "/listings/mine?limit=50",
  "/mine",
  ({ state }) => state === "published",
);

/** An empty one of the reader's own. */
export const draft =
  (kind: "seeds" | "needs", suffix = ""): Place =>
  async (api) => {
    const { id } = await api.post<{ id: string }>(`/${kind}`, {
      content: null,
      tier_overrides: {},
      ...(kind === "needs" ? { visibility: null } : {}),
    });
    return `/mine/${id}${suffix}`;
  };

/** A seed of Hokuto University that waits for its liaison. */
export const submitted =
  (page: string): Place =>
  async (_, url) =>
    `${page}/${await submitSeed(url, { title: { ja: `取り戻せるシーズ ${unique()}` } })}`;

/** What the company asked the researcher, and what nobody has answered yet. */
export const asked: Place = async (api) => {
  const company = await api.as(people.company);
  const sent = await company.get<Schemas["Introductions"]>("/introductions?box=sent&limit=50");
  const open = sent.items.find(({ state, moves }) => state === "pending" && moves.includes("withdraw"));
  if (open) return `/introductions/${open.id}`;
  const researcher = await api.as(people.researcher);
  const { items } = await researcher.get<Schemas["MineBody"]>("/listings/mine?limit=50");
  const { id } = await company.post<{ id: string }>("/introductions", {
    listing: items.find(({ state }) => state === "published")?.id,
    message: "シーズについて、開示できる範囲でお話を伺えますでしょうか。",
    confirmed_non_confidential: true,
  });
  return `/introductions/${id}`;
};

/** The company asked and a researcher accepted. */
export const accepted: Place = async (api) => {
  const company = await api.as(people.company);
  const researcher = await api.as(people.researcherOfHokuto);
  const sent = await company.get<Schemas["Introductions"]>("/introductions?box=sent&limit=50");
  const known = sent.items.find(({ state }) => state === "accepted");
  if (known) return `/introductions/${known.id}`;
  const { items } = await researcher.get<Schemas["MineBody"]>("/listings/mine?limit=50");
  const { id } = await company.post<{ id: string }>("/introductions", {
    listing: items.find(({ kind, state }) => kind === "seed" && state === "published")?.id,
    message: "共同での評価について、まずは公開の範囲でお話を伺えますでしょうか。",
    confirmed_non_confidential: true,
  });
  const { tag } = await researcher.tagged(`/introductions/${id}`);
  await researcher.post(`/introductions/${id}/accept`, undefined, tag);
  return `/introductions/${id}`;
};

/** A seed about which the company has not asked. */
export const strangeSeed: Place = async (api) => {
  const { items } = await api.post<{ items: { id: string }[] }>("/search/seeds", { limit: 8 });
  const sent = await api.get<Schemas["Introductions"]>("/introductions?box=sent&limit=50");
  const known = new Set(sent.items.map(({ listing }) => listing?.id));
  return `/seeds/${items.find(({ id }) => !known.has(id))?.id}`;
};

export const withNote: Place = async (api, url) => {
  const page = await strangeSeed(api, url);
  await api.post(`/listings/${page.split("/").at(-1)}/notes`, { body: "次の会議で話し合う。" });
  return page;
};

/** Somebody was invited and has not joined yet. */
export const invited: Place = async (api, url) => {
  const email = `${unique()}@hokuto-u.example`;
  await invite(url, { email, ja: "招 かれる", en: "Manek Areru" });
  const { items } = await api.get<Schemas["Page_ApplicationSummary"]>(
    "/applications?limit=100&state=approved",
  );
  return `/applications/${items.find((one) => one.email === email)?.id}`;
};

/** Somebody's listing on the reader's desk that waits for this decision. */
export const waitsFor = (decision: Schemas["ReviewDecision"]): Place =>
  oneOf<Schemas["QueuedReview"]>("/curation/queue?limit=100", "/reviews", ({ moves }) =>
    moves.includes(decision),
  );

export const undecided = oneOf<Schemas["ApplicationSummary"]>(
  "/applications",
  "/applications",
  ({ state, decided_by_me }) => state === "received" && !decided_by_me,
);

export const someResearcher = oneOf<Schemas["MemberView"]>(
  "/members",
  "/members",
  ({ role, state }) => role === "researcher" && state === "active",
);

export const suspendedMember = oneOf("/members?state=suspended", "/members");

/** One that has no members yet, so that nobody is shut out. */
export const suspendedOrganisation: Place = async (api) => {
  const { id } = await api.post<{ id: string }>("/organisations", {
    kind: "university",
    name: { ja: `${unique()}大学`, en: `University of ${unique()}` },
  });
  const { tag } = await api.tagged(`/organisations/${id}`);
  await api.patch(`/organisations/${id}`, { state: "suspended" }, tag);
  return `/organisations/${id}`;
};
