/** From the mailed invitation to a published seed; the liaison's part is played in another browser. */

import { Journey } from "../support/journey.ts";
import { invite } from "../support/prepare.ts";
import { expect, shown, test } from "../support/test.ts";
import { unique } from "../support/unique.ts";
import { approve, publish } from "./desk.ts";
import { fillSeed, prepared } from "./seed-form.ts";

test("researcher: from the invitation to a published seed", async ({ signedIn, url }, info) => {
  test.setTimeout(180_000);
  // Applied for once only, also if the test is run again.
  const applicant = {
    email: `n.kaname.${unique()}@hokuto-u.example`,
    ja: "要 直美",
    en: "Naomi Kaname",
  };
  const link = await invite(url, applicant);
  const page = await signedIn(null);
  const joining = new Journey("researcher: joins, from the mailed link");
  await page.goto(link);
  await shown(page);
  await expect(page.getByText("要 直美")).toBeVisible();
  await joining.type(page.getByLabel(/^パスワード※/), "harbour lantern violet");
  await joining.click(page.getByRole("button", { name: "入会する" }));
  await expect(page.getByRole("heading", { level: 1, name: "秘密保持の誓約書" })).toBeVisible();
  await joining.click(page.getByRole("checkbox", { name: /全文を読み/ }));
  await joining.click(page.getByRole("button", { name: "同意する" }));
  await expect(page).toHaveURL(`${url}/`);
  joining.report(info.project.name);

  const registering = new Journey("researcher: registers a seed from prepared text");
  await registering.click(
    page.getByRole("navigation", { name: "主なメニュー" }).getByRole("link", { name: "自分のシーズ" }),
  );
  await registering.click(page.getByRole("link", { name: "シーズを登録する" }).first());
  await registering.click(page.getByRole("button", { name: "書きはじめる" }));
  await fillSeed(registering, page);
  await expect(page.getByText("提出しました")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: prepared.title })).toBeVisible();
  await expect(page.getByText("リエゾン確認中").first()).toBeVisible();
  const taken = registering.report(info.project.name);
  expect(taken.clicks).toBeLessThanOrEqual(60);

  const liaison = await signedIn("liaisonOfHokuto");
  await liaison.goto("/reviews");
  // The newest one with this title, should there be others.
  await liaison.getByRole("main").getByRole("link", { name: prepared.title }).last().click();
  const publishing = new Journey("liaison: publishes what came in");
  await approve(publishing, liaison);
  await publish(publishing, liaison);
  await page.reload();
  await expect(page.getByText("掲載中").first()).toBeVisible();
});
