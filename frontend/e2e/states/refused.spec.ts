/**
 * What does not exist, and what is not for the reader's role: both are said, by the server itself. In the place of what does not exist stands one
 * and the same page.
 */

import { pages, type Reader } from "../pages/routes.ts";
import { speak } from "../support/app.ts";
import { expect, type Page, shown, test } from "../support/test.ts";
import { judgeWidths } from "./judge.ts";
import { Visit } from "./visit.ts";

const NOBODYS = "00000000-0000-4000-8000-000000000000";

/** Pages that the server closes to a role which the navigation does not lead there. */
const closed: Partial<Record<Reader, string[]>> = {
  company: ["/reviews", "/dashboard"],
  liaison: [
    "/mine",
    `/mine/${NOBODYS}`,
    `/mine/${NOBODYS}/readers`,
    "/applications",
    `/applications/${NOBODYS}`,
    "/members",
    `/members/${NOBODYS}`,
    "/announcements",
    "/liaisons",
    "/operations",
    "/ledger",
  ],
  auditor: [
    "/seeds",
    `/seeds/${NOBODYS}`,
    "/notes",
    "/map",
    "/saved-searches",
    "/introductions",
    `/reviews/${NOBODYS}`,
  ],
};

const missing = (reader: Reader) =>
  pages
    .filter(({ route, readers, state }) => route.includes("$") && !state && readers[0] === reader)
    .map(({ route }) =>
      route.replace("$id", NOBODYS).replace("$reference", "S-0000-0000").replace("$kind", "something"),
    );

const notFound = {
  ja: {
    title: "ページが見つかりません",
    what: "お探しのページは存在しないか、閲覧できません",
    home: "ホームへ",
  },
  en: { title: "Page not found", what: "This page does not exist or is not open to you", home: "Go home" },
};
const notAllowed = { ja: "この操作はできません", en: "Not allowed" };

for (const reader of ["anybody", "researcher", "company", "liaison", "secretariat", "auditor"] as Reader[])
  test.describe(reader, () => {
    const visit = new Visit();
    visit.of(reader);

    const all = [
      ...[...new Set(missing(reader)), ...(reader === "anybody" ? ["/nowhere"] : [])].map(
        (address) => ({ address, why: "missing" }) as const,
      ),
      ...(closed[reader] ?? []).map((address) => ({ address, why: "closed" }) as const),
    ];
    for (const { address, why } of all)
      test(`${address.replace(NOBODYS, "$id")} is ${why}`, async () => {
        const { page, watch } = visit;
        watch.expects(why === "closed" ? 403 : 404, /./);
        await visit.go(address);
        for (const language of ["ja", "en"] as const) {
          await speak(page, language);
          await shown(page);
          await expect(page.locator("main h1")).toHaveCount(1);
          if (why === "missing") await isNotFound(page, notFound[language]);
          else await expect(page.locator("main")).toContainText(notAllowed[language]);
          await judgeWidths(page, why);
        }
      });
  });

async function isNotFound(page: Page, words: (typeof notFound)["ja"]): Promise<void> {
  const main = page.locator("main");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText(words.title);
  await expect(page).toHaveTitle(`${words.title} – Enishi 縁`);
  await expect(main).toContainText(words.what);
  await expect(main.getByRole("link")).toHaveText([words.home]);
  await expect(main.getByRole("alert")).toHaveCount(0);
}
