/** One reader's browser for all tests of a file: opened once, and back on a page that loads nothing before each test. */

import type { BrowserContext } from "@playwright/test";
import type { Reader } from "../pages/routes.ts";
import { Api } from "../support/api.ts";
import { go, speak } from "../support/app.ts";
import { Between, forget } from "../support/between.ts";
import { people } from "../support/people.ts";
import { expect, type Page, shown, storage, test } from "../support/test.ts";
import { Watch } from "../support/watch.ts";

export class Visit {
  readonly watch = new Watch();
  readonly between = new Between();
  private opened: { page: Page; api: Api } | undefined;

  get page(): Page {
    return this.there.page;
  }

  get api(): Api {
    return this.there.api;
  }

  /** Within the app, without loading it anew. */
  go(href: string): Promise<void> {
    return go(this.page, href);
  }

  /** Registers what comes before and after the tests of this reader. */
  of(who: Reader | keyof typeof people): void {
    const neutral = who === "anybody" ? "/about" : "/help";
    let context: BrowserContext | undefined;
    test.beforeAll(async ({ browser, url }) => {
      const api = who === "anybody" ? Api.anonymous(url) : await Api.signIn(url, people[who]);
      context = await browser.newContext({ storageState: storage(url, api.cookies, "ja") });
      await this.watch.follow(context);
      await this.between.stand(context);
      const page = await context.newPage();
      this.opened = { page, api };
      await page.goto(url + neutral);
      await shown(page);
    });
    test.beforeEach(async () => {
      await this.between.will("pass");
      await this.go(neutral);
      await shown(this.page);
      await speak(this.page, "ja");
      await forget(this.page);
    });
    test.afterEach(() =>
      expect.soft(this.watch.take(), "errors of the console, the policy or the network").toEqual([]),
    );
    test.afterAll(async () => context?.close());
  }

  private get there() {
    if (!this.opened) throw new Error("nobody is here yet");
    return this.opened;
  }
}

/** What the kit shows in the place of content. */
export const loading = (page: Page) =>
  page.locator("main [role=status]", { has: page.locator(".animate-pulse") });
export const failures = (page: Page) => page.locator("main [role=alert]");
export const again = (page: Page) =>
  failures(page).getByRole("button", { name: /^(もう一度読み込む|Try again)$/ });
