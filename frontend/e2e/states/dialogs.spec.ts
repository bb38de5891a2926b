/** Every dialog as its reader opens it: it is a dialog with a name, and Escape gives the focus back to what opened it. */

import { dialogs } from "../pages/dialogs/index.ts";
import { speak } from "../support/app.ts";
import type { Person } from "../support/people.ts";
import { expect, shown, test } from "../support/test.ts";
import { judge } from "./judge.ts";
import { Visit } from "./visit.ts";

for (const [who, theirs] of Object.entries(dialogs))
  test.describe(who, () => {
    const visit = new Visit();
    visit.of(who as Person);

    for (const { at, opener, title, more } of theirs)
      test(`${opener} opens: ${title.en}`, async ({ url, isMobile }) => {
        test.skip(isMobile && more.wide === true, "a phone has no such button there");
        const { page, between } = visit;
        between.change(more.changed);
        // What the other listing says is not there; the dialog says so.
        if (more.changed) visit.watch.expects(404, /\/public$/);
        await visit.go(await at(visit.api, url));
        await shown(page);
        const main = page.locator("main");
        if (more.write) await main.getByRole("textbox", { name: more.write[0] }).first().fill(more.write[1]);
        if (more.tick) for (const box of await main.getByRole("checkbox").all()) await box.check();
        const named = main.getByRole("button", { name: opener, exact: true }).first();
        await named.evaluate((button) => button.setAttribute("data-opener", ""));
        const button = page.locator("[data-opener]");
        for (const language of ["ja", "en"] as const) {
          await speak(page, language);
          await button.click();
          const dialog = page.getByRole("dialog", { name: title[language] });
          await expect(dialog).toBeVisible();
          await expect(dialog.locator(".animate-pulse")).toHaveCount(0);
          await judge(page, `dialog ${title.en}`);
          await page.keyboard.press("Escape");
          await expect(dialog).toBeHidden();
          await expect(button).toBeFocused();
        }
      });
  });
