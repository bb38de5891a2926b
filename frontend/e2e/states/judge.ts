/** What holds for every state of every page, in both languages. */

import { speak } from "../support/app.ts";
import { axe, expect, overflow, type Page } from "../support/test.ts";

/** In the language of the screen, then in the other, which stays. */
export async function judgeBoth(page: Page, state: string): Promise<void> {
  await judgeWidths(page, state);
  await speak(page, (await page.locator("html").getAttribute("lang")) === "ja" ? "en" : "ja");
  await judgeWidths(page, state);
}

/** As wide as the window is, and as narrow as a phone: what stands there is the same, so it is not brought about twice. */
export async function judgeWidths(page: Page, state: string): Promise<void> {
  await judge(page, state);
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await judge(page, `${state}, narrow`);
  if (usual) await page.setViewportSize(usual);
}

export async function judge(page: Page, state: string): Promise<void> {
  const language = await page.locator("html").getAttribute("lang");
  // What lies half under the header is not too small for that.
  await page.evaluate(() => window.scrollTo(0, 0));
  expect.soft(await axe(page), `axe, ${state}, ${language}`).toEqual([]);
  expect.soft(await overflow(page), `width, ${state}, ${language}`).toEqual([]);
}
