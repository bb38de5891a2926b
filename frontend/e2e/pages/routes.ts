/** Every page of the app, who looks at it, and an address that shows something. `pages.spec.ts` fails if one of the app's routes is missing. */
import type { Api, Schemas } from "../support/api.ts";
import { people, type Role } from "../support/people.ts";

export type Reader = Role | "anybody";

export interface PageUnderTest {
  /** As in the route tree */
  route: string;
  readers: Reader[];
  /** The path and search parameters to open; the route itself where nothing is said */
  address?: (api: Api) => Promise<string>;
  /** The same page under another address, so with the same title */
  twin?: boolean;
  /** Says which state of the page, where one route is opened in several */
  state?: string;
}

const everybody: Role[] = ["researcher", "company", "liaison", "secretariat", "auditor"];
const seekers: Role[] = ["researcher", "company", "liaison"];

const mine = (suffix: string) => async (api: Api) => {
  const { items } = await api.get<Schemas["MineBody"]>("/listings/mine?limit=50");
  const shown = items.find((one) => one.state === "published") ?? items[0];
  return `/mine/${shown?.id}${suffix}`;
};

const found = async (api: Api, kind: "seeds" | "needs") =>
  (await api.post<{ items: { id: string }[] }>(`/search/${kind}`, { limit: 4 })).items.map(({ id }) => id);

const first = (path: string, page: string) => async (api: Api) => {
  const { items } = await api.get<{ items: { id: string }[] }>(path);
  return `${page}/${items[0]?.id}`;
};

/** The demo has none: the company asks about a seed of the researcher. */
async function introduction(api: Api): Promise<string> {
  for (const box of ["sent", "received"]) {
    const { items } = await api.get<Schemas["Introductions"]>(`/introductions?box=${box}`);
    if (items[0]) return `/introductions/${items[0].id}`;
  }
  const researcher = await api.as(people.researcher);
  const { items } = await researcher.get<Schemas["MineBody"]>("/listings/mine?limit=50");
  const company = await api.as(people.company);
  const asked = await company.post<{ id: string }>("/introductions", {
    listing: items.find(({ state }) => state === "published")?.id,
    message: "シーズについて、開示できる範囲でお話を伺えますでしょうか。",
    confirmed_non_confidential: true,
  });
  return `/introductions/${asked.id}`;
}

export const pages: PageUnderTest[] = [
  { route: "/", readers: ["anybody", ...everybody] },
  { route: "/about", readers: ["anybody"] },
  { route: "/apply", readers: ["anybody"] },
  { route: "/public", readers: ["anybody"] },
  {
    route: "/public/$reference",
    readers: ["anybody"],
    address: async (api) => {
      const { items } = await api.get<{ items: { reference: string }[] }>("/public/listings");
      return `/public/${items[0]?.reference ?? "S-0000-0000"}`;
    },
  },
  { route: "/sign-in", readers: ["anybody"] },
  { route: "/forgot-password", readers: ["anybody"] },
  { route: "/reset-password", readers: ["anybody"], address: async () => "/reset-password#token=used-up" },
  { route: "/invitation", readers: ["anybody"], address: async () => "/invitation#token=used-up" },

  { route: "/undertaking", readers: ["researcher"] },
  { route: "/notices", readers: ["researcher", "liaison"] },
  { route: "/settings", readers: ["company"] },
  { route: "/settings/mail", readers: ["company"] },
  { route: "/settings/security", readers: ["company"] },
  { route: "/settings/sessions", readers: ["company"], twin: true },
  { route: "/help", readers: ["researcher"] },

  { route: "/mine", readers: ["researcher", "company"] },
  { route: "/mine/new/$kind", readers: ["researcher"], address: async () => "/mine/new/seed" },
  { route: "/mine/new/$kind", readers: ["company"], address: async () => "/mine/new/need" },
  { route: "/mine/$id", readers: ["researcher", "company"], address: mine("") },
  { route: "/mine/$id/edit", readers: ["researcher", "company"], address: mine("/edit") },
  { route: "/mine/$id/preview", readers: ["researcher"], address: mine("/preview") },
  { route: "/mine/$id/versions", readers: ["researcher"], address: mine("/versions") },
  { route: "/mine/$id/readers", readers: ["researcher"], address: mine("/readers") },

  { route: "/seeds", readers: ["company", "liaison"] },
  {
    route: "/seeds",
    state: "nothing found",
    readers: ["company"],
    address: async () => "/seeds#q=qqqqqqqq",
    twin: true,
  },
  { route: "/needs", readers: ["researcher"] },
  { route: "/about-text", readers: ["company"] },
  {
    route: "/seeds/$id",
    readers: ["company"],
    address: async (api) => `/seeds/${(await found(api, "seeds"))[0]}`,
  },
  {
    route: "/needs/$id",
    readers: ["researcher"],
    address: async (api) => `/needs/${(await found(api, "needs"))[0]}`,
  },
  {
    route: "/compare",
    readers: ["company"],
    address: async (api) => `/compare#${(await found(api, "seeds")).map((id) => `id=${id}`).join("&")}`,
  },
  { route: "/notes", readers: ["company"] },
  { route: "/map", readers: seekers },
  { route: "/saved-searches", readers: ["company", "researcher"] },
  {
    route: "/saved-searches/$id",
    readers: ["company"],
    address: first("/saved-searches", "/saved-searches"),
  },
  { route: "/candidates", readers: seekers },
  { route: "/candidates/$id", readers: seekers, address: first("/candidates", "/candidates") },
  { route: "/introductions", readers: seekers },
  {
    route: "/introductions/$id",
    readers: ["company", "researcher"],
    address: introduction,
  },

  { route: "/reviews", readers: ["liaison"] },
  { route: "/reviews/$id", readers: ["liaison"], address: first("/curation/queue", "/reviews") },
  { route: "/institutions", readers: ["liaison"] },

  { route: "/dashboard", readers: ["secretariat", "liaison"] },
  { route: "/applications", readers: ["secretariat"] },
  { route: "/applications/$id", readers: ["secretariat"], address: first("/applications", "/applications") },
  { route: "/members", readers: ["secretariat"] },
  { route: "/members/$id", readers: ["secretariat"], address: first("/members", "/members") },
  { route: "/organisations", readers: ["secretariat"] },
  {
    route: "/organisations/$id",
    readers: ["secretariat"],
    address: first("/organisations", "/organisations"),
  },
  { route: "/undertakings", readers: ["secretariat"] },
  { route: "/undertakings/$id", readers: ["secretariat"], address: first("/undertakings", "/undertakings") },
  { route: "/announcements", readers: ["secretariat"] },
  { route: "/vocabularies", readers: ["secretariat"] },
  { route: "/liaisons", readers: ["secretariat"] },
  { route: "/operations", readers: ["secretariat"] },
  { route: "/ledger", readers: ["secretariat", "auditor"] },
];
