/** The app from within: its routes, and to go to one without loading it anew. */

import { expect, type Page } from "@playwright/test";

interface AppWindow {
  __TSR_ROUTER__: {
    routesByPath: Record<string, unknown>;
    navigate: (to: { href: string }) => Promise<void>;
  };
}

export async function go(page: Page, href: string): Promise<void> {
  await page.evaluate((to) => (window as unknown as AppWindow).__TSR_ROUTER__.navigate({ href: to }), href);
}

export async function routes(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.keys((window as unknown as AppWindow).__TSR_ROUTER__.routesByPath));
}

/** By the button in the header. */
export async function speak(page: Page, language: "ja" | "en"): Promise<void> {
  const root = page.locator("html");
  if ((await root.getAttribute("lang")) === language) return;
  await page.locator("header button[lang]").click();
  await expect(root).toHaveAttribute("lang", language);
}
