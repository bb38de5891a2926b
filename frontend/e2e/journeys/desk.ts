/** The liaison's desk, by keyboard as its users know it. */
import type { Page } from "@playwright/test";
import type { Journey } from "../support/journey.ts";
import { expect } from "../support/test.ts";

/** Ticks the checklist and approves what is on the desk. */
export async function approve(journey: Journey, page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "承認する" })).toBeVisible();
  await journey.press(page, "c");
  const items = page.getByRole("group", { name: /^チェックリスト/ }).getByRole("listitem");
  const count = await items.count();
  for (let place = 0; place < count; place += 1) {
    const item = items.nth(place);
    // What the machine found something against is looked at, and ticked by its number.
    if (await item.getByText("確認が必要").isVisible()) await journey.press(page, String(place + 1));
    await expect(item.getByRole("checkbox")).toBeChecked();
  }
  await journey.press(page, "a");
  await expect(page.getByRole("dialog", { name: "承認しますか" })).toBeVisible();
  await journey.press(page, "Enter");
}

/** Publishes what was approved. */
export async function publish(journey: Journey, page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "掲載する" })).toBeVisible();
  await journey.press(page, "p");
  await expect(page.getByRole("dialog", { name: "掲載しますか" })).toBeVisible();
  await journey.press(page, "Enter");
  // The message about the one before may still be there.
  await expect(page.getByText(/を掲載しました/).last()).toBeVisible();
}
