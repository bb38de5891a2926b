/**
 * Every page while it loads, after the server failed and while it cannot be reached, and then: trying again leads to the page. Which pages load
 * something is not said but tried: `still` names those that must not.
 */

import { type PageUnderTest, pages, type Reader } from "../pages/routes.ts";
import { speak } from "../support/app.ts";
import { expect, shown, test } from "../support/test.ts";
import { judgeBoth, judgeWidths } from "./judge.ts";
import { still } from "./still.ts";
import { again, failures, loading, Visit } from "./visit.ts";

/** Pages that load something else for each reader; others are the same for all. */
const different = ["/", "/dashboard"];

const readersOf = ({ route, readers }: PageUnderTest) =>
  different.includes(route) ? readers.filter((reader) => reader !== "anybody") : readers.slice(0, 1);

for (const reader of ["anybody", "researcher", "company", "liaison", "secretariat", "auditor"] as Reader[])
  test.describe(reader, () => {
    const visit = new Visit();
    visit.of(reader);

    for (const one of pages.filter((one) => !one.state && !one.twin && readersOf(one).includes(reader)))
      if (one.route in still)
        test(`${one.route} loads nothing: ${still[one.route]}`, async () => {
          await visit.between.will("hold");
          await visit.go(one.address ? await one.address(visit.api) : one.route);
          await shown(visit.page);
          expect(visit.between.asked).toEqual([]);
        });
      else
        test(one.route, async () => {
          const { page, between, watch } = visit;
          watch.expects(500, /./);
          // A link that is used up: what its page tells of.
          watch.expects(410, /invitations.inspect/);
          watch.expectsCut("net::ERR_CONNECTION_REFUSED");
          const address = one.address ? await one.address(visit.api) : one.route;
          await between.will("hold");
          await visit.go(address);
          await expect(page.locator("main h1")).toHaveCount(1);
          await expect(loading(page).first()).toBeVisible();
          await judgeBoth(page, "loading");

          // Two failures of one look: each is judged in one of the languages.
          await between.will("fail");
          await expect(again(page).first()).toBeVisible();
          await expect(loading(page)).toHaveCount(0);
          await expect(failures(page).first()).toContainText(
            /サーバーで問題が起きました|Something went wrong/,
          );
          await judgeWidths(page, "failed");

          await between.will("cut");
          await speak(page, "ja");
          await expect(failures(page).first()).toContainText("サーバーにつながりません");
          await expect(loading(page)).toHaveCount(0);
          await judgeWidths(page, "cut off");

          await between.will("pass");
          await expect(async () => {
            for (const button of await again(page).all()) await button.click();
            await expect(failures(page)).toHaveCount(0, { timeout: 1000 });
          }).toPass();
          await shown(page);
        });
  });
