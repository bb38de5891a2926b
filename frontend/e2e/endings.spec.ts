/** What ends: a proposal is taken back by the liaison who made it, and a member leaves the consortium. */

import { Api, type Schemas } from "./support/api.ts";
import { invite } from "./support/prepare.ts";
import { expect, shown, test } from "./support/test.ts";
import { unique } from "./support/unique.ts";

const PASSPHRASE = "harbour lantern violet";

test("a liaison takes a proposal back", async ({ signedIn, apiOf }) => {
  const api = await apiOf("liaisonOfHokuto");
  const { items } = await api.get<{ items: Schemas["CandidateView"][] }>("/candidates?limit=20");
  const pair = items.find(({ state }) => state === "new");
  const { id } = await api.post<{ id: string }>("/introductions", {
    listing: pair?.other.id,
    own_listing: pair?.own.id,
    message: "両者の開発段階が合うため、まずは公開の範囲でお話しになることをお勧めします。",
    confirmed_non_confidential: true,
  });
  const page = await signedIn("liaisonOfHokuto");
  await page.goto(`/introductions/${id}`);
  await shown(page);
  await page.getByRole("button", { name: "取り下げる" }).click();
  const dialog = page.getByRole("dialog", { name: "依頼を取り下げますか" });
  await dialog.getByRole("button", { name: "キャンセル" }).click();
  await expect(page.getByRole("button", { name: "取り下げる" })).toBeFocused();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "取り下げる" }).click();
  await expect(page.getByText("取り下げました")).toBeVisible();
  await expect(page.getByRole("button", { name: "取り下げる" })).toHaveCount(0);
  expect((await api.get<Schemas["IntroductionView"]>(`/introductions/${id}`)).state).toBe("withdrawn");
});

test("a member leaves", async ({ signedIn, url, watch }) => {
  const letters = unique();
  const email = `leaving.${letters}@hokuto-u.example`;
  const link = await invite(url, { email, ja: `去川 ${letters}`, en: `Leaving ${letters}` });
  await Api.anonymous(url).post("/invitations/redeem", {
    token: link.slice(link.indexOf("#token=") + "#token=".length),
    password: PASSPHRASE,
    locale: "ja",
  });
  const page = await signedIn({ email, password: PASSPHRASE });
  await page.goto("/settings/security");
  await shown(page);
  await page.getByRole("button", { name: "退会の手続きへ進む" }).click();
  const dialog = page.getByRole("dialog", { name: "退会の確認" });
  await dialog.getByRole("button", { name: "退会する" }).click();
  await expect(dialog.getByRole("alert")).toBeFocused();
  await dialog.getByRole("radio", { name: "所属機関を離れた" }).check();
  await dialog.getByLabel(/ご自身のメールアドレス/).fill("somebody.else@hokuto-u.example");
  await dialog.getByRole("button", { name: "退会する" }).click();
  await expect(dialog.getByText("サインイン中のメールアドレスと一致しません。").first()).toBeVisible();
  await dialog.getByLabel(/ご自身のメールアドレス/).fill(email);
  await dialog.getByRole("button", { name: "退会する" }).click();
  await page.waitForURL(`${url}/`);
  await expect(page.getByRole("banner").getByRole("link", { name: "サインイン" })).toBeVisible();

  watch.expects(401, /auth\/sessions/);
  await page.goto("/sign-in");
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByLabel("パスワード", { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
});
