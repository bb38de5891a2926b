/** Everything with the keyboard alone, and focus where the work goes on. */

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
