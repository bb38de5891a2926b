/** A liaison works through the queue with the keyboard: the next listing opens after each decision. */

import { Journey } from "../support/journey.ts";
import { submitSeed } from "../support/prepare.ts";
import { expect, type Page, shown, test } from "../support/test.ts";
import { approve, publish } from "./desk.ts";

test("liaison: clears three listings", async ({ signedIn, url, apiOf }, info) => {
  test.setTimeout(120_000);
  for (const title of ["肝線維化を巻き戻す核酸", "視細胞を守る点眼薬", "嚥下障害の早期診断"])
    await submitSeed(url, { title: { ja: title } });
  const api = await apiOf("liaisonOfHokuto");
  const waiting = async () =>
    (await api.get<{ items: { id: string }[] }>("/curation/queue?limit=100")).items.map(({ id }) => id);
  const before = await waiting();
  const page = await signedIn("liaisonOfHokuto");
  const journey = new Journey("liaison: clears three listings");
  await page.goto("/");
  await shown(page);
  const menu = page.getByRole("navigation", { name: "主なメニュー" });
  await journey.click(menu.getByRole("link", { name: "審査待ち" }));
  await journey.click(page.getByRole("main").getByRole("link", { name: "審査を始める" }));
  const cleared = [await onDesk(page)];
  await clear(journey, page);
  cleared.push(await following(page, cleared));
  await clear(journey, page);
  cleared.push(await following(page, cleared));
  // The third one is not ready.
  await journey.press(page, "m");
  await expect(page.getByLabel("メモ（所有者に届きます）")).toBeFocused();
  await page.keyboard.insertText("競合との違いに、感度と特異度の比較を加えてください。");
  await journey.click(page.getByRole("button", { name: "修正を依頼する" }));
  await expect(page.getByRole("dialog", { name: "修正を依頼しますか" })).toBeVisible();
  await journey.press(page, "Enter");
  await expect(page.getByText(/の修正を依頼しました/)).toBeVisible();
  journey.report(info.project.name);
  expect((await waiting()).sort()).toEqual(before.filter((id) => !cleared.includes(id)).sort());
});

/** What was approved before only waits for its publication. */
async function clear(journey: Journey, page: Page): Promise<void> {
  const open = page.getByRole("button", { name: "承認する" });
  await expect(open.or(page.getByRole("button", { name: "掲載する" })).first()).toBeVisible();
  if (await open.isVisible()) await approve(journey, page);
  await publish(journey, page);
}

async function onDesk(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/reviews\/[0-9a-f-]{36}/);
  await shown(page);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Another one than those before. */
async function following(page: Page, before: string[]): Promise<string> {
  await expect.poll(() => onDesk(page)).not.toBe(before.at(-1));
  const now = await onDesk(page);
  expect(before).not.toContain(now);
  return now;
}
