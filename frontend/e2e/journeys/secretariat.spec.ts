/** Two persons of the secretariat vet two applications; then both applicants are invited. */
import { Journey } from "../support/journey.ts";
import { mailTo } from "../support/mailbox.ts";
import { apply } from "../support/prepare.ts";
import { expect, type Page, shown, test } from "../support/test.ts";
import { unique } from "../support/unique.ts";

test("secretariat: two persons vet two applications", async ({ signedIn, url }, info) => {
  test.setTimeout(120_000);
  const run = unique();
  const applicants = [
    { email: `m.aizawa.${run}@hokuto-u.example`, ja: `藍沢 実 ${run}`, en: `Minoru Aizawa ${run}` },
    { email: `k.toyama.${run}@hokuto-u.example`, ja: `遠山 香 ${run}`, en: `Kaori Toyama ${run}` },
  ];
  for (const applicant of applicants) await apply(url, applicant);
  const journey = new Journey("secretariat: two persons vet two applications");
  for (const secretary of ["secretariat", "secondSecretary"] as const)
    await vet(journey, await signedIn(secretary), applicants);
  journey.report(info.project.name);
  for (const { email } of applicants) await mailTo(url, email, "/invitation#token=");
});

async function vet(journey: Journey, page: Page, applicants: { ja: string }[]): Promise<void> {
  await page.goto("/");
  await shown(page);
  const menu = page.getByRole("navigation", { name: "主なメニュー" });
  for (const { ja } of applicants) {
    await journey.click(menu.getByRole("link", { name: "入会審査" }));
    await journey.click(page.getByRole("link", { name: ja, exact: true }));
    await expect(page.getByRole("heading", { level: 1, name: ja })).toBeVisible();
    await journey.click(page.getByRole("button", { name: "所属機関の担当部門に在籍を確認した。" }));
    await journey.click(page.getByRole("button", { name: "承認する", exact: true }));
    await expect(page.getByText(`${ja}さんを承認しました`)).toBeVisible();
  }
}
