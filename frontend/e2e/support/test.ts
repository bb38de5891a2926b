/** `test` of this suite: pages of signed-in members that are watched, and judges of accessibility and width. */

import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import { Api } from "./api.ts";
import { type Person, people } from "./people.ts";
import { Watch } from "./watch.ts";

export type Language = "ja" | "en";

interface Fixtures {
  /** Where the server is */
  url: string;
  watch: Watch;
  /** A page in a browser of its own, of a demo person, of anybody by address, or of nobody */
  signedIn: (who: Person | { email: string; password?: string } | null, language?: Language) => Promise<Page>;
  /** The API as that person, in another session than the page's */
  apiOf: (who: Person | { email: string; password?: string }) => Promise<Api>;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
  url: async ({}, use, info) => {
    const name = info.project.name === "postgres" ? "ENISHI_E2E_POSTGRES_URL" : "ENISHI_E2E_URL";
    await use(process.env[name] ?? "");
  },
  baseURL: async ({ url }, use) => use(url),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  watch: async ({}, use) => {
    const watch = new Watch();
    await use(watch);
    expect(watch.take(), "errors of the console, the policy or the network").toEqual([]);
  },
  apiOf: async ({ url }, use) => {
    await use((who) =>
      typeof who === "string" ? Api.signIn(url, people[who]) : Api.signIn(url, who.email, who.password),
    );
  },
  signedIn: async ({ browser, url, watch, apiOf }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (who, language = "ja") => {
      const cookies = who ? (await apiOf(who)).cookies : [];
      const context = await browser.newContext({ storageState: storage(url, cookies, language) });
      contexts.push(context);
      await watch.follow(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

/** What the browser holds of a member, and the language of the screen. */
export function storage(url: string, cookies: Api["cookies"], language: Language) {
  return {
    cookies: cookies.map((cookie) => ({
      ...cookie,
      domain: new URL(url).hostname,
      path: "/",
      expires: -1,
      secure: false,
      sameSite: "Strict" as const,
    })),
    origins: [{ origin: url, localStorage: [{ name: "enishi.locale", value: language }] }],
  };
}

/** By how many pixels the page is wider than the window, and what makes it so. */
export async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      // What is fixed to the window grows with the page.
      .filter((element) => getComputedStyle(element).position !== "fixed")
      .slice(-1)
      .map((element) => element.outerHTML.slice(0, 160));
    return [`${root.scrollWidth - root.clientWidth} px too wide: ${wide.join(" ")}`];
  });
}

/** The page shows what it came for: nothing loads any more. */
export async function shown(page: Page): Promise<void> {
  await expect(page.locator("main h1").first()).toBeVisible();
  await expect(page.locator("main .animate-pulse")).toHaveCount(0);
}

export { axe } from "./axe.ts";
export type { Locator, Page };
export { expect };
