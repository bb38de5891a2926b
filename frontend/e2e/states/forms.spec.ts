/** Every form that was sent with something missing: what is missing is listed, and the focus is there. */

import { forms } from "../pages/forms.ts";
import { speak } from "../support/app.ts";
import { expect, type Locator, shown, test } from "../support/test.ts";
import { judge } from "./judge.ts";
import { Visit } from "./visit.ts";

for (const who of new Set(forms.map((one) => one.who)))
  test.describe(who, () => {
    const visit = new Visit();
    visit.of(who);

    for (const { what, at, opener, clear, send, only } of forms.filter((one) => one.who === who))
      test(what, async ({ url }) => {
        const { page } = visit;
        await visit.go(await at(visit.api, url));
        await shown(page);
        const main = page.locator("main");
        if (opener) {
          const named = main.getByRole("button", { name: opener, exact: true }).first();
          await named.evaluate((button) => button.setAttribute("data-opener", ""));
        }
        const scope = opener ? page.locator("dialog[open]") : main;
        for (const language of ["ja", "en"] as const) {
          await speak(page, language);
          if (opener) await page.locator("[data-opener]").click();
          await expect(scope.locator(".animate-pulse")).toHaveCount(0);
          if (clear)
            for (const field of await (opener ? scope : page).locator(clear).all()) await field.fill("");
          const button = send
            ? scope.getByRole("button", { name: send })
            : scope.locator("button[type=submit]");
          await button.last().click();
          if (only) await fieldSays(scope, only[language]);
          else await listSays(scope, language === "ja" ? "入力を確認してください" : "Please check");
          await judge(page, `form ${what}`);
          if (opener) await page.keyboard.press("Escape");
        }
      });
  });

async function listSays(scope: Locator, what: string): Promise<void> {
  const summary = scope.locator("[role=alert][tabindex='-1']");
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("link").first()).toBeVisible();
  await expect(summary).toContainText(what);
}

async function fieldSays(scope: Locator, what: string): Promise<void> {
  const error = scope.getByText(what);
  await expect(error).toBeVisible();
  const field = scope.locator(`[aria-describedby~="${await error.getAttribute("id")}"]`);
  await expect(field).toHaveCount(1);
  await expect(field.and(scope.page().locator(":focus-within"))).toBeVisible();
}
