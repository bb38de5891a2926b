/** While Japanese is being composed, Enter confirms the composition: it neither searches, nor picks, nor sends. */

import { Ime } from "./support/ime.ts";
import { expect, shown, test } from "./support/test.ts";

test("the search field: only the Enter after the composition searches", async ({ signedIn }) => {
  const page = await signedIn("company");
  await page.goto("/seeds");
  await shown(page);
  const field = page.getByRole("combobox", { name: "シーズを検索" });
  const ime = await Ime.of(page);
  await ime.compose(field, "こうたい");
  await ime.enter();
  await expect(field).toHaveValue("こうたい");
  expect(new URL(page.url()).hash).toBe("");
  await ime.confirm("抗体");
  await expect(field).toHaveValue("抗体");
  expect(new URL(page.url()).hash).toBe("");
  await ime.compose(field, "やくぶつ");
  await ime.confirmLikeSafari("薬物");
  await expect(field).toHaveValue("抗体薬物");
  expect(new URL(page.url()).hash).toBe("");
  await page.keyboard.press("Enter");
  await expect.poll(() => decodeURIComponent(new URL(page.url()).hash)).toContain("抗体薬物");
});

test("signing in: an Enter of a composition sends nothing", async ({ signedIn }) => {
  const page = await signedIn(null);
  await page.goto("/sign-in");
  await shown(page);
  const ime = await Ime.of(page);
  const field = page.getByLabel("メールアドレス");
  await ime.compose(field, "みずき");
  await ime.enter();
  await ime.confirmLikeSafari("水城");
  await expect(field).toHaveValue("水城");
  await expect(page.getByRole("alert")).toHaveCount(0);
});
