/** What opens over a page otherwise than by a button of its own, and what the frame says of itself. */

import { draft } from "../pages/places.ts";
import { speak } from "../support/app.ts";
import { expect, type Page, shown, storage, test } from "../support/test.ts";
import { judge } from "./judge.ts";
import { loading, Visit } from "./visit.ts";

const languages = ["ja", "en"] as const;

test.describe("company", () => {
  const visit = new Visit();
  visit.of("company");

  test("the account menu", async () => {
    const { page } = visit;
    const opener = page.locator("header summary");
    for (const language of languages) {
      await speak(page, language);
      await opener.click();
      await expect(page.getByRole("button", { name: /^(サインアウト|Sign out)$/ })).toBeVisible();
      await judge(page, "account menu");
      await page.keyboard.press("Escape");
      await expect(opener).toBeFocused();
      await expect(page.getByRole("button", { name: /^(サインアウト|Sign out)$/ })).toBeHidden();
    }
  });

  test("on a phone: the menu and the filters are drawers", async ({ isMobile }) => {
    test.skip(!isMobile, "beside the page where there is room");
    const { page } = visit;
    await visit.go("/seeds");
    for (const name of [/^(メニュー|Menu)$/, /^(絞り込み|Filters)/])
      for (const language of languages) {
        await speak(page, language);
        await shown(page);
        const opener = page.getByRole("button", { name }).first();
        await opener.click();
        const dialog = page.getByRole("dialog", { name });
        await expect(dialog).toBeVisible();
        await judge(page, `drawer ${name.source}`);
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
        await expect(opener).toBeFocused();
      }
  });

  test("the list of suggestions", async () => {
    const { page } = visit;
    await visit.go("/seeds");
    for (const [language, letters] of [
      ["ja", "抗"],
      ["en", "anti"],
    ] as const) {
      await speak(page, language);
      await shown(page);
      const field = page.locator("main input[role=combobox]");
      await field.fill("");
      await field.pressSequentially(letters);
      await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
      await judge(page, "suggestions");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("listbox").getByRole("option")).toHaveCount(0);
      await expect(field).toBeFocused();
    }
  });

  test("a message that comes and goes", async () => {
    const { page } = visit;
    await visit.go("/settings");
    for (const language of languages) {
      await speak(page, language);
      await page.getByRole("button", { name: /^(保存する|Save)$/ }).click();
      await expect(page.getByText(/^(プロフィールを保存しました|Your profile has been saved)/)).toBeVisible();
      await judge(page, "message");
    }
  });

  test("without a network", async () => {
    const { page } = visit;
    await page.context().setOffline(true);
    for (const language of languages) {
      await speak(page, language);
      await expect(page.getByText(/^(オフラインです|You are offline)/)).toBeVisible();
      await judge(page, "offline");
    }
    await page.context().setOffline(false);
  });
});

test.describe("a draft", () => {
  const visit = new Visit();
  visit.of("researcherOfHokuto");

  test("lists of terms", async ({ url }) => {
    const { page } = visit;
    await visit.go(await draft("seeds", "/edit?section=classification")(visit.api, url));
    await shown(page);
    for (const language of languages)
      for (const field of ["icd10_chapters", "target_class"]) {
        await speak(page, language);
        // A list closes when the page scrolls, as it still may after the focus came from far away.
        await expect(async () => {
          await page.locator(`#field-content-${field}-pick`).press("ArrowDown");
          await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible({ timeout: 1000 });
        }).toPass();
        await judge(page, `terms of ${field}`);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("listbox")).toHaveCount(0);
        await expect(page.locator(`#field-content-${field}-pick`)).toBeFocused();
      }
  });

  for (const language of languages)
    test(`what was saved elsewhere, ${language}`, async ({ url }) => {
      const { page, api, watch } = visit;
      watch.expects(409, /\/draft$/);
      watch.expects(412, /\/draft$/);
      const address = await draft("seeds")(api, url);
      const id = address.split("/").at(-1);
      await speak(page, language);
      await visit.go(`${address}/edit`);
      await shown(page);
      const { data, tag } = await api.tagged<{ content: object }>(`/listings/${id}/draft`);
      await api.put(
        `/listings/${id}/draft`,
        { content: { ...data.content, title: { ja: "別の画面の題名" } }, tier_overrides: {} },
        tag,
      );
      await page.locator("#field-content-title").getByRole("textbox").first().fill("この画面の題名");
      const opener = page.getByRole("button", { name: /^(違いを確かめる|See the differences)$/ });
      await opener.click();
      const dialog = page.getByRole("dialog", {
        name: /^(ほかの画面での保存と重なりました|It was also saved elsewhere)/,
      });
      await expect(dialog).toBeVisible();
      await expect(dialog.locator(".animate-pulse")).toHaveCount(0);
      await judge(page, "conflict");
      await dialog.getByRole("button", { name: /^(この画面で書いた項目を残す|Keep what I wrote)/ }).click();
      await expect(opener).toHaveCount(0);
    });

  for (const language of languages)
    test(`leaving without having saved, ${language}`, async ({ url }) => {
      const { page, between, watch } = visit;
      watch.expectsCut("net::ERR_CONNECTION_REFUSED");
      await speak(page, language);
      await visit.go(await draft("seeds", "/edit")(visit.api, url));
      await shown(page);
      await between.will("cut");
      await page.locator("#field-content-title").getByRole("textbox").first().fill("保存できない題名");
      await page.locator("header a").first().click();
      const dialog = page.getByRole("dialog", {
        name: /^(保存できていない変更があります|Some changes are not saved)/,
      });
      await expect(dialog).toBeVisible();
      await judge(page, "leaving");
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
      await expect(page).toHaveURL(/\/edit/);
      await between.will("pass");
      await page.locator("#field-content-title").getByRole("textbox").first().fill("保存できる題名");
      await expect(page.getByText(/保存しました|Saved/).first()).toBeVisible();
    });
});

test("the session ends at work", async ({ signedIn, apiOf, watch }) => {
  watch.expects(401, /^\/api\/v1\//);
  for (const language of languages) {
    const page = await signedIn("liaisonOfHokuto", language);
    await page.goto("/settings");
    await shown(page);
    await (await apiOf("liaisonOfHokuto")).delete("/me/sessions");
    await page.getByRole("button", { name: /^(保存する|Save)$/ }).click();
    await expect(
      page.getByRole("dialog", { name: /^(もう一度サインイン|Please sign in again)/ }),
    ).toBeVisible();
    await judge(page, "sign in again");
  }
});

test.describe("the frame", () => {
  for (const language of languages)
    test(`before it knows who is there, ${language}`, async ({ browser, url, apiOf }) => {
      const { cookies } = await apiOf("auditor");
      const context = await browser.newContext({ storageState: storage(url, cookies, language) });
      const page = await context.newPage();
      const session = await hold(page, "**/api/v1/auth/refresh");
      const member = await hold(page, "**/api/v1/me");
      await page.goto(`${url}/help`);
      const skeleton = page.locator("main [role=status] .animate-pulse").first();
      await expect(skeleton).toBeVisible();
      await judge(page, "session unknown");
      session.resolve(true);
      await expect(page.locator("header")).toBeVisible();
      await expect(loading(page).first()).toBeVisible();
      await judge(page, "member unknown");
      member.resolve(false);
      await expect(page.locator("main [role=alert]")).toBeVisible();
      await judge(page, "member not readable");
      await page.unroute("**/api/v1/me");
      await page.locator("main [role=alert]").getByRole("button").click();
      await shown(page);
      await context.close();
    });
});

/** Keeps the requests of that address until it is said whether they pass. */
async function hold(page: Page, address: string): Promise<{ resolve: (passes: boolean) => void }> {
  let resolve = (_: boolean) => {};
  const said = new Promise<boolean>((go) => {
    resolve = go;
  });
  await page.route(address, async (route) => {
    await ((await said) ? route.fallback() : route.abort());
  });
  return { resolve };
}
