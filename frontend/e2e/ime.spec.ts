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

test("a field of terms: only the Enter after the composition picks", async ({ signedIn, apiOf }) => {
  const page = await signedIn("researcherOfHokuto");
  const api = await apiOf("researcherOfHokuto");
  const { id } = await api.post<{ id: string }>("/seeds", { content: null, tier_overrides: {} });
  await page.goto(`/mine/${id}/edit?section=classification`);
  await shown(page);
  const field = page.locator("#field-content-icd10_chapters-pick");
  const chosen = page.getByRole("list", { name: "選んだICD-10 章", includeHidden: true });
  const option = page.getByRole("option", { name: "消化器系の疾患" });
  const ime = await Ime.of(page);
  await ime.compose(field, "消化");
  await expect(option).toBeVisible();
  await ime.enter();
  await expect(chosen).toHaveCount(0);
  await ime.confirm("消化");
  await ime.compose(field, "器");
  await ime.confirmLikeSafari("器");
  await expect(field).toHaveValue("消化器");
  await expect(chosen).toHaveCount(0);
  // With an option in hand, an Enter that still belongs to a composition leaves it there.
  await page.keyboard.press("ArrowDown");
  await expect(field).toHaveAttribute("aria-activedescendant", /icd10_11/);
  await ime.enter();
  await expect(chosen).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(chosen.getByRole("listitem", { includeHidden: true })).toHaveText(["消化器系の疾患"]);
});
