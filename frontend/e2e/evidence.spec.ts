/** Evidence is saved by those whom it is for: a listing's team, an auditor, an organisation that was shown something. */

import { expect, type Page, shown, test } from "./support/test.ts";

async function saved(page: Page, button: string | RegExp, name: RegExp): Promise<void> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).first().click();
  expect((await download).suggestedFilename()).toMatch(name);
  await expect(page.getByText(/を保存しました/)).toBeVisible();
}

test("a team saves the evidence about its seed", async ({ signedIn, apiOf }) => {
  const api = await apiOf("researcher");
  const { items } = await api.get<{ items: { id: string; state: string }[] }>("/listings/mine?limit=50");
  const seed = items.find(({ state }) => state === "published");
  const page = await signedIn("researcher");
  await page.goto(`/mine/${seed?.id}/readers`);
  await shown(page);
  await saved(page, "証拠を保存", /^enishi-evidence-S-[0-9A-Z]{4}-[0-9A-Z]{4}\.zip$/);
});

test("an auditor saves the evidence about a listing of an entry", async ({ signedIn, apiOf }) => {
  const api = await apiOf("auditor");
  const logs = await api.get<{ log: string }[]>("/ledger/logs");
  const log = logs.find((one) => one.log.startsWith("organisation:"))?.log ?? "";
  const page = await signedIn("auditor");
  await page.goto(`/ledger?log=${encodeURIComponent(log)}`);
  await shown(page);
  await saved(page, /^掲載.+の証拠を保存$/, /^enishi-evidence-[SN]-.+\.zip$/);
});

test("a company saves what its people were shown", async ({ signedIn }) => {
  const page = await signedIn("company");
  await page.goto("/settings");
  await shown(page);
  await saved(page, "証明書を保存", /^enishi-receipt\.json$/);
});
