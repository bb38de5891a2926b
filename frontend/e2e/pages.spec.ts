/**
 * Every page for everybody whom it is for: a title of its own, a heading, nothing for axe to find, no wider than the window, no error of the
 * console or the policy; in both languages. On a computer each page is opened by its address, on a phone from another page of the app.
 */

import type { BrowserContext } from "@playwright/test";
import { type PageUnderTest, pages, type Reader } from "./pages/routes.ts";
import { Api } from "./support/api.ts";
import { people } from "./support/people.ts";
import { axe, expect, overflow, type Page, shown, storage, test } from "./support/test.ts";
import { Watch } from "./support/watch.ts";

const readers: Reader[] = ["anybody", "researcher", "company", "liaison", "secretariat", "auditor"];

/** What only the app knows: its routes, and how to go to one without loading the page anew. */
interface AppWindow {
  __TSR_ROUTER__: {
    routesByPath: Record<string, unknown>;
    navigate: (to: { href: string }) => Promise<void>;
    stores: Record<"location" | "resolvedLocation", { get: () => { href: string } | undefined }>;
  };
}

for (const reader of readers) {
  test.describe(reader, () => {
    const titles = new Map<string, string>();
    const watch = new Watch();
    let context: BrowserContext;
    let page: Page;
    let api: Api;

    test.beforeAll(async ({ browser, url }) => {
      api = reader === "anybody" ? Api.anonymous(url) : await Api.signIn(url, people[reader]);
      context = await browser.newContext({ storageState: storage(url, api.cookies, "ja") });
      await watch.follow(context);
      page = await context.newPage();
      await page.goto(`${url}/about`);
      await shown(page);
      watch.take();
    });
    test.afterAll(async () => context?.close());

    for (const one of pages.filter(({ readers }) => readers.includes(reader)))
      test(`${one.route}${one.state ? `, ${one.state}` : ""}`, async ({ url, isMobile }) => {
        const address = one.address ? await one.address(api) : one.route;
        // Links that are used up are refused, which is what their pages tell of.
        if (address.includes("used-up")) watch.expects(410, /invitations.inspect/);
        if (isMobile) await navigate(page, address);
        else await page.goto(url + address);
        await judge(page, one, titles, isMobile);
        await page.locator("header button[lang]").click();
        await judge(page, one, titles, isMobile);
        await page.locator("header button[lang]").click();
        await expect(page.locator("html")).toHaveAttribute("lang", "ja");
        expect.soft(watch.take(), "errors of the console, the policy or the network").toEqual([]);
      });
  });
}

/** Goes on within the app, until the page before is gone. */
async function navigate(page: Page, address: string): Promise<void> {
  await page.evaluate((href) => (window as unknown as AppWindow).__TSR_ROUTER__.navigate({ href }), address);
  await page.waitForFunction(() => {
    const { location, resolvedLocation } = (window as unknown as AppWindow).__TSR_ROUTER__.stores;
    return location.get()?.href === resolvedLocation.get()?.href;
  });
}

async function judge(
  page: Page,
  one: PageUnderTest,
  titles: Map<string, string>,
  narrow: boolean,
): Promise<void> {
  await shown(page);
  const language = await page.locator("html").getAttribute("lang");
  await expect.soft(page.locator("h1"), "headings of the first level").toHaveCount(1);
  const title = await page.title();
  expect.soft(title, "title").toMatch(/^(\S.* – Enishi 縁|Enishi 縁 – .+)$/);
  const key = `${language} ${title}`;
  if (!one.twin) {
    expect.soft(titles.get(key), `the title ${title} is another page's too`).toBeUndefined();
    titles.set(key, one.route);
  }
  expect.soft(await axe(page), `axe, ${language}`).toEqual([]);
  expect.soft(await overflow(page), `width, ${language}`).toEqual([]);
  if (!narrow) return;
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await overflow(page), `width at 320 px, ${language}`).toEqual([]);
  if (usual) await page.setViewportSize(usual);
}

test("every route of the app is in the table, and nothing else", async ({ signedIn }) => {
  const page = await signedIn(null);
  await page.goto("/about");
  await shown(page);
  const routes = await page.evaluate(() =>
    Object.keys((window as unknown as AppWindow).__TSR_ROUTER__.routesByPath),
  );
  const table = [...new Set(pages.map(({ route }) => route))];
  expect(table.sort()).toEqual(routes.map((path) => path.replace(/(.)\/$/, "$1")).sort());
});
