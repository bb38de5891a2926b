/** Every list when there is nothing in it: what would be there is said in its place. */

import { type PageUnderTest, pages, type Reader } from "../pages/routes.ts";
import { expect, shown, test } from "../support/test.ts";
import { judgeBoth } from "./judge.ts";
import { single, still } from "./still.ts";
import { Visit } from "./visit.ts";

/** The landing page and the auditor's start have no list. */
const hasList = ({ route, state, twin }: PageUnderTest, reader: Reader) =>
  !(state || twin || route in single || route in still) &&
  !(route === "/" && (reader === "anybody" || reader === "auditor"));

for (const reader of ["anybody", "researcher", "company", "liaison", "secretariat", "auditor"] as Reader[])
  test.describe(reader, () => {
    const visit = new Visit();
    visit.of(reader);

    for (const one of pages.filter((one) => one.readers.includes(reader) && hasList(one, reader)))
      test(one.route, async () => {
        const { page, between } = visit;
        // Which seeds are compared is said by the address.
        const isNamed = one.address && one.route !== "/compare";
        const address = isNamed ? await one.address?.(visit.api) : one.route;
        await between.will("empty");
        await visit.go(address ?? one.route);
        await shown(page);
        await expect(page.locator("main .border-dashed p").first()).toBeVisible();
        await judgeBoth(page, "empty");
      });
  });
