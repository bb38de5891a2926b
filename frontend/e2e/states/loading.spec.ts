/**
 * Every page while it loads, after the server failed and while it cannot be reached, and then: trying again leads to the page. In both languages
 * each. Which pages load something is not said but tried: `still` names those that must not.
 */

import type { BrowserContext } from "@playwright/test";
import { type PageUnderTest, pages, type Reader } from "../pages/routes.ts";
import { Api } from "../support/api.ts";
import { go, speak } from "../support/app.ts";
import { Between, forget } from "../support/between.ts";
import { people } from "../support/people.ts";
import { expect, type Page, shown, storage, test } from "../support/test.ts";
import { Watch } from "../support/watch.ts";
import { judgeBoth } from "./judge.ts";
import { still } from "./still.ts";

/** Pages that load something else for each reader; others are the same for all. */
const different = ["/", "/dashboard"];

const readersOf = (one: PageUnderTest) =>
  one.route === "/"
    ? one.readers.filter((reader) => reader !== "anybody")
    : different.includes(one.route)
      ? one.readers
      : one.readers.slice(0, 1);

const loading = (page: Page) => page.locator("main [role=status]", { has: page.locator(".animate-pulse") });
const failures = (page: Page) => page.locator("main [role=alert]");
const again = (page: Page) => failures(page).getByRole("button", { name: /^(もう一度読み込む|Try again)$/ });

for (const reader of ["anybody", "researcher", "company", "liaison", "secretariat", "auditor"] as Reader[])
  test.describe(reader, () => {
    const neutral = reader === "anybody" ? "/about" : "/help";
    const watch = new Watch();
    const between = new Between();
    let context: BrowserContext;
    let page: Page;
    let api: Api;

    test.beforeAll(async ({ browser, url }) => {
      api = reader === "anybody" ? Api.anonymous(url) : await Api.signIn(url, people[reader]);
      context = await browser.newContext({ storageState: storage(url, api.cookies, "ja") });
      await watch.follow(context);
      await between.stand(context);
      page = await context.newPage();
      await page.goto(url + neutral);
      await shown(page);
      watch.expects(500, /./);
      watch.expectsCut("net::ERR_CONNECTION_REFUSED");
    });
    test.afterAll(async () => context?.close());
    test.beforeEach(async () => {
      await between.will("pass");
      await go(page, neutral);
      await shown(page);
      await speak(page, "ja");
      await forget(page);
    });
    test.afterEach(() => expect.soft(watch.take(), "errors of the console or the policy").toEqual([]));

    for (const one of pages.filter((one) => !one.state && !one.twin && readersOf(one).includes(reader))) {
      const { route } = one;
      if (route in still)
        test(`${route} loads nothing: ${still[route]}`, async () => {
          await between.will("hold");
          await go(page, one.address ? await one.address(api) : route);
          await shown(page);
          expect(between.asked).toEqual([]);
        });
      else
        test(route, async () => {
          const address = one.address ? await one.address(api) : route;
          await between.will("hold");
          await go(page, address);
          await expect(loading(page).first()).toBeVisible();
          await judgeBoth(page, "loading");

          await between.will("fail");
          await expect(again(page).first()).toBeVisible();
          await expect(loading(page)).toHaveCount(0);
          await expect(failures(page).first()).toContainText(/サーバーで問題が起きました|Something went wrong/);
          await judgeBoth(page, "failed");

          await between.will("cut");
          await again(page).first().click();
          await expect(failures(page).first()).toContainText(/つながりません|cannot be reached/);
          await judgeBoth(page, "cut off");

          await between.will("pass");
          await expect(async () => {
            for (const button of await again(page).all()) await button.click();
            await expect(failures(page)).toHaveCount(0, { timeout: 1000 });
          }).toPass();
          await shown(page);
        });
    }
  });
