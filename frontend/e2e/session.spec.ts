/** The session ends while somebody is at work: they sign in where they are, and what they typed is there and gets saved. */

import { PASSWORD } from "./support/people.ts";
import { expect, type Page, shown, test } from "./support/test.ts";

async function signInAgain(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "もう一度サインインしてください" });
  await dialog.getByLabel("パスワード", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
}

test("a form that waits to be saved", async ({ signedIn, apiOf, watch }) => {
  watch.expects(401, /^\/api\/v1\//);
  const page = await signedIn("researcherOfHokuto");
  await page.goto("/settings");
  await shown(page);
  await page.getByLabel("ORCID iD").fill("0000-0002-1825-0097");
  await (await apiOf("researcherOfHokuto")).delete("/me/sessions");
  await page.getByRole("button", { name: "保存する" }).click();
  await signInAgain(page);
  await expect(page.getByText("プロフィールを保存しました")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("ORCID iD")).toHaveValue("0000-0002-1825-0097");
});
