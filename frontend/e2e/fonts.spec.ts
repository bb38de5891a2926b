/** Japanese is set in a Japanese font: a Chinese one has other forms of the same characters. */

import { expect, shown, test } from "./support/test.ts";

test("headings and text use a Japanese font", async ({ signedIn }) => {
  const page = await signedIn(null);
  await page.goto("/sign-in");
  await shown(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("DOM.enable");
  await devtools.send("CSS.enable");
  const { root } = await devtools.send("DOM.getDocument");
  for (const selector of ["h1", "label", "footer a", "button[type=submit]"]) {
    const { nodeId } = await devtools.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    const { fonts } = await devtools.send("CSS.getPlatformFontsForNode", { nodeId });
    const names = fonts.map(({ familyName }) => familyName);
    expect(names.length, selector).toBeGreaterThan(0);
    for (const name of names)
      expect(name, selector).toMatch(/ JP|Hiragino|BIZ UD|Yu Gothic|Meiryo|IPA|MS P?Gothic/);
  }
});
