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

test("a listing that saves itself", async ({ signedIn, apiOf, watch }) => {
  watch.expects(401, /^\/api\/v1\//);
  const api = await apiOf("researcherOfHokuto");
  const { id } = await api.post<{ id: string }>("/seeds", { content: null, tier_overrides: {} });
  const page = await signedIn("researcherOfHokuto");
  await page.goto(`/mine/${id}/edit`);
  await shown(page);
  const title = page.getByRole("textbox", { name: "タイトル 日本語" });
  await title.fill("途中まで書いた");
  await expect(page.getByText(/保存しました/).first()).toBeVisible();
  // Every session but this one ends, the page's too.
  const other = await apiOf("researcherOfHokuto");
  await other.delete("/me/sessions");
  await title.fill("途中まで書いたシーズの題名");
  await signInAgain(page);
  await expect(title).toHaveValue("途中まで書いたシーズの題名");
  await expect
    .poll(
      async () =>
        (await other.get<{ content: { title?: { ja?: string } } }>(`/listings/${id}/draft`)).content.title
          ?.ja,
    )
    .toBe("途中まで書いたシーズの題名");
});
