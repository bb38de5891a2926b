/** Everything with the keyboard alone, and focus where the work goes on. */

import { approve } from "./journeys/desk.ts";
import type { Api } from "./support/api.ts";
import { Journey } from "./support/journey.ts";
import { submitSeed } from "./support/prepare.ts";
import { expect, type Page, shown, test } from "./support/test.ts";

const focused = (page: Page) => page.locator(":focus");

test("the first key leads past the menu to the content", async ({ signedIn }) => {
  const page = await signedIn("company");
  await page.goto("/about");
  await shown(page);
  await page.keyboard.press("Tab");
  await expect(focused(page)).toHaveText("本文へ移動");
  await expect(focused(page)).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(focused(page)).toHaveId("content");
});

test("an error summary takes the focus, and its links reach the fields", async ({ signedIn, watch }) => {
  watch.expects(422, /sessions/);
  const page = await signedIn(null);
  await page.goto("/sign-in");
  await shown(page);
  await page.getByLabel("メールアドレス").focus();
  await page.keyboard.press("Enter");
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(focused(page)).toHaveAttribute("href", "#field-email");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("メールアドレス")).toBeFocused();
  await expect(page.getByLabel("メールアドレス")).toHaveAttribute("aria-invalid", "true");
});

test("after a change of page the heading has the focus", async ({ signedIn }) => {
  const page = await signedIn("company");
  await page.goto("/seeds");
  await shown(page);
  await page
    .getByRole("navigation", { name: "主なメニュー" })
    .getByRole("link", { name: "保存した検索" })
    .press("Enter");
  await expect(page).toHaveURL(/saved-searches/);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("the account menu opens, and Escape gives the focus back", async ({ signedIn }) => {
  const page = await signedIn("company");
  await page.goto("/seeds");
  await shown(page);
  const menu = page.locator("header summary");
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(focused(page)).toHaveText("プロフィール");
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
  await expect(page.getByRole("link", { name: "プロフィール" })).toBeHidden();
});

/** Goes on with Tab until that is focused. */
async function tabTo(page: Page, target: ReturnType<Page["locator"]>, most = 150): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test("searching: to the field, the facet keeps the focus, the chip goes and the focus goes on", async ({
  signedIn,
}) => {
  const page = await signedIn("company");
  await page.goto("/seeds");
  await shown(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("combobox", { name: "シーズを検索" }), 5);
  await page.keyboard.type("抗体");
  await page.keyboard.press("Enter");
  const total = page.getByRole("status").filter({ hasText: /^\d+件$/ });
  await expect(page.locator("main mark").first()).toBeVisible();
  const before = await total.textContent();
  const facet = page
    .getByRole("complementary", { name: "絞り込み" })
    .getByRole("checkbox", { name: /がん/ })
    .first();
  await tabTo(page, facet);
  await page.keyboard.press("Space");
  await expect(facet).toBeChecked();
  await expect(total).not.toHaveText(before ?? "");
  await expect(facet).toBeFocused();
  const chip = page.getByRole("button", { name: "絞り込みを外す：がん" });
  await tabTo(page, chip);
  await page.keyboard.press("Enter");
  await expect(chip).toHaveCount(0);
  await expect(facet).not.toBeChecked();
  await expect(total).toHaveText(before ?? "");
  await expect(page.getByRole("heading", { name: "検索結果" })).toBeFocused();
});

test("suggestions: arrows choose, Escape closes, Enter searches", async ({ signedIn }) => {
  const page = await signedIn("company");
  await page.goto("/seeds");
  await shown(page);
  const field = page.getByRole("combobox", { name: "シーズを検索" });
  await field.focus();
  await page.keyboard.type("抗");
  const options = page.getByRole("listbox", { name: "検索語の候補" }).getByRole("option");
  await expect(options.first()).toBeVisible();
  const first = (await options.first().textContent()) ?? "";
  await page.keyboard.press("ArrowDown");
  await expect(field).toHaveValue(first);
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(options.first()).toBeHidden();
  await expect(field).toHaveValue("抗");
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => decodeURIComponent(new URL(page.url()).hash)).toContain(first);
  await expect(options.first()).toBeHidden();
});

test("a dialog keeps the focus and gives it back", async ({ signedIn }) => {
  const page = await signedIn("company");
  await page.goto("/seeds");
  await shown(page);
  const opener = page.getByRole("button", { name: "検索を保存" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "この検索を保存する" });
  await expect(dialog).toBeVisible();
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => {
      const { activeElement: at, body } = document;
      // Between the last and the first stands the browser itself.
      return at === null || at === body || at.closest("dialog") !== null;
    });
    expect(inside).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});

/** A draft of the researcher's own, at the section with the long vocabularies. */
async function classification(page: Page, api: Api): Promise<void> {
  const { id } = await api.post<{ id: string }>("/seeds", { content: null, tier_overrides: {} });
  await page.goto(`/mine/${id}/edit?section=classification`);
  await shown(page);
}

test("a field of several terms: arrows and Enter choose, Escape closes, Tab leaves and keeps", async ({
  signedIn,
  apiOf,
}) => {
  const page = await signedIn("researcherOfHokuto");
  await classification(page, await apiOf("researcherOfHokuto"));
  const field = page.locator("#field-content-icd10_chapters-pick");
  const chosen = page
    .getByRole("list", { name: "選んだICD-10 章", includeHidden: true })
    .getByRole("listitem", { includeHidden: true });
  const list = page.getByRole("listbox");
  await field.focus();
  await page.keyboard.type("消化器");
  await expect(list.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(chosen).toHaveText(["消化器系の疾患"]);
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
  await expect(field).toBeFocused();
  await page.keyboard.type("循環器");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(chosen).toHaveCount(2);
  await page.keyboard.press("Tab");
  await expect(field).not.toBeFocused();
  await expect(list).toHaveCount(0);
  await expect(chosen).toHaveCount(2);
});

test("a field of one term: arrows and Enter choose", async ({ signedIn, apiOf }) => {
  const page = await signedIn("researcherOfHokuto");
  await classification(page, await apiOf("researcherOfHokuto"));
  const field = page.locator("#field-content-target_class-pick");
  await field.focus();
  await page.keyboard.type("その他の酵素");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await page.keyboard.press("Tab");
  await expect(field).toHaveValue("その他の酵素");
});

test("what is missing in a submission is named, and each name leads to its field", async ({
  signedIn,
  apiOf,
}) => {
  const page = await signedIn("researcherOfHokuto");
  const api = await apiOf("researcherOfHokuto");
  const { id } = await api.post<{ id: string }>("/seeds", { content: null, tier_overrides: {} });
  await page.goto(`/mine/${id}/edit?section=submit`);
  await shown(page);
  await page.getByRole("button", { name: "提出する" }).press("Enter");
  await expect(page.getByRole("alert")).toBeFocused();
  await page
    .getByRole("alert")
    .getByRole("link", { name: /^タイトル/ })
    .first()
    .press("Enter");
  await expect(focused(page)).toHaveId(/^field-content-title/);
});

test("after an approval the focus is on what follows: publishing", async ({ signedIn, url }) => {
  await submitSeed(url, { title: { ja: "焦点を確かめるためのシーズ" } });
  const page = await signedIn("liaisonOfHokuto");
  await page.goto("/reviews");
  await page
    .getByRole("main")
    .getByRole("link", { name: "焦点を確かめるためのシーズ" })
    .last()
    .press("Enter");
  await approve(new Journey("approval"), page);
  await expect(page.getByRole("button", { name: "掲載する" })).toBeFocused();
});
