/** Takes the pictures. */

import { join } from "node:path";
import { type PageUnderTest, pages, type Reader } from "../pages/routes.ts";
import { Api } from "../support/api.ts";
import { people } from "../support/people.ts";
import { type Language, shown, storage, test } from "../support/test.ts";
import { fileOf, SHOTS } from "./files.ts";

const readers: Reader[] = ["anybody", "researcher", "company", "liaison", "secretariat", "auditor"];
const languages: Language[] = ["ja", "en"];

for (const reader of readers)
  for (const language of languages)
    test(`${reader}, ${language}`, async ({ browser, url }, info) => {
      const api = reader === "anybody" ? Api.anonymous(url) : await Api.signIn(url, people[reader]);
      const context = await browser.newContext({ storageState: storage(url, api.cookies, language) });
      const page = await context.newPage();
      const take = async (one: PageUnderTest) => {
        await page.goto(url + (one.address ? await one.address(api) : one.route), {
          waitUntil: "networkidle",
        });
        await shown(page);
        const path = join(SHOTS, fileOf(one, reader, language, info.project.name));
        await page.screenshot({ path, fullPage: true, animations: "disabled" });
      };
      // One page that does not open must not take the pictures of the others away.
      for (const one of pages.filter((one) => one.readers.includes(reader)))
        await take(one).catch((error: unknown) =>
          console.error(`${reader} ${one.route}: ${String(error).slice(0, 300)}`),
        );
      await context.close();
    });
