/** What holds for every state of every page, in both languages. */

import { speak } from "../support/app.ts";
import { axe, expect, overflow, type Page } from "../support/test.ts";

/** In the language of the screen, then in the other, which stays. */
export async function judgeBoth(page: Page, state: string): Promise<void> {
  await judge(page, state);
  await speak(page, (await page.locator("html").getAttribute("lang")) === "ja" ? "en" : "ja");
  await judge(page, state);
}

export async function judge(page: Page, state: string): Promise<void> {
  const language = await page.locator("html").getAttribute("lang");
  if (process.env["STATE_SHOTS"]) {
    const wide = (page.viewportSize()?.width ?? 0) > 600;
    if (language === (wide ? "ja" : "en"))
      await page.screenshot({
        path: `${process.env["STATE_SHOTS"]}/${wide ? "ja" : "en"}-${new URL(page.url()).pathname.replaceAll("/", "_").replace(/[0-9a-f-]{36}/, "ID")}-${state.replace(/\W+/g, "-")}.png`,
        animations: "disabled",
      });
  }
  expect.soft(await axe(page), `axe, ${state}, ${language}`).toEqual([]);
  expect.soft(await overflow(page), `width, ${state}, ${language}`).toEqual([]);
}
