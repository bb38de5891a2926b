/** A company searches, keeps the search, is told of what is published, and decides about a match. */
import { Journey } from "../support/journey.ts";
import { publishSeed } from "../support/prepare.ts";
import { expect, shown, test } from "../support/test.ts";
import { unique } from "../support/unique.ts";

test("company: from the search to the alert and to a decision", async ({ signedIn, url }, info) => {
  test.setTimeout(180_000);
  const run = unique();
  const page = await signedIn("company");
  const main = page.getByRole("main");
  const menu = page.getByRole("navigation", { name: "主なメニュー" });

  const searching = new Journey("company: from the search to an opened seed");
  await page.goto("/seeds");
  await shown(page);
  await searching.type(main.getByRole("combobox", { name: "シーズを検索" }), "抗体");
  await searching.press(page, "Enter");
  await expect(main.locator("mark").first()).toBeVisible();
  await searching.click(main.locator("a[data-hit]").first());
  await expect(page).toHaveURL(/\/seeds\/[0-9a-f-]{36}/);
  await shown(page);
  const taken = searching.report(info.project.name);
  // Into the field, Enter, open: what is typed is no step of its own.
  expect(taken.clicks + 1).toBeLessThanOrEqual(3);

  const keeping = new Journey("company: keeps a search and reads what it found");
  await page.goBack();
  await keeping.click(main.getByRole("button", { name: "検索を保存" }));
  const dialog = page.getByRole("dialog", { name: "この検索を保存する" });
  await keeping.paste(dialog.getByLabel(/^名前/), `抗体 ${run}`);
  await keeping.click(dialog.getByRole("button", { name: "検索を保存" }));
  await expect(page.getByText(`「抗体 ${run}」を保存しました`)).toBeVisible();

  const title = `難治性の線維化に対する抗体 ${run}`;
  await publishSeed(url, { title: { ja: title } });
  await keeping.click(menu.getByRole("link", { name: "保存した検索" }));
  const kept = main.getByRole("article").filter({ hasText: `抗体 ${run}` });
  await expect(async () => {
    await page.reload();
    await shown(page);
    await expect(kept.getByText(/^新着[1-9]/)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await keeping.click(kept.getByRole("link", { name: `抗体 ${run}` }));
  await expect(main.getByRole("link", { name: title })).toBeVisible();
  await keeping.click(main.getByRole("button", { name: "すべて確認済みにする" }));
  await expect(page.getByText("確認済みにしました")).toBeVisible();
  keeping.report(info.project.name);

  const deciding = new Journey("company: decides about a match");
  await deciding.click(menu.getByRole("link", { name: "マッチング候補" }));
  const cards = main.getByRole("list", { name: "未判断" }).getByRole("button");
  const chosen = (await cards.first().textContent()) ?? "";
  await deciding.press(page, "i");
  await expect(cards.filter({ hasText: chosen })).toHaveCount(0);
  await deciding.click(main.getByRole("link", { name: /^関心あり/ }));
  await expect(
    main.getByRole("list", { name: "関心あり" }).getByRole("button").filter({ hasText: chosen }),
  ).toHaveCount(1);
  deciding.report(info.project.name);
});
