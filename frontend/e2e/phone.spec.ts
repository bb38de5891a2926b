/** What is different on a phone: the menu is a dialog. */

import { axe, expect, shown, test } from "./support/test.ts";

test("the menu is a dialog that keeps the focus and gives it back", async ({ signedIn }) => {
  const page = await signedIn("liaison");
  await page.goto("/about");
  await page.goto("/introductions");
  await shown(page);
  const opener = page.getByRole("button", { name: "メニュー", exact: true });
  await opener.tap();
  const dialog = page.getByRole("dialog", { name: "メニュー" });
  await expect(dialog).toBeVisible();
  expect(await axe(page)).toEqual([]);
  for (let step = 0; step < 16; step += 1) {
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
  await opener.tap();
  await dialog.getByRole("link", { name: "審査待ち" }).tap();
  await expect(page).toHaveURL(/\/reviews/);
  await expect(dialog).toBeHidden();
});
