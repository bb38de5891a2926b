/** The policy that pages of the app come with, and that the browser keeps to it. Here the console may complain. */

import { expect, shown, test } from "./support/test.ts";

const addresses = ["/", "/sign-in", "/seeds", "/mine/new/seed", "/no/such/page"];

for (const address of addresses)
  test(`${address} comes with the policy and without scripts of its own`, async ({ request }) => {
    const answer = await request.get(address, { headers: { Accept: "text/html" } });
    expect(answer.status()).toBe(200);
    const policy = answer.headers()["content-security-policy"] ?? "";
    const parts = new Map(policy.split(";").map((part) => [part.trim().split(" ")[0], part.trim()]));
    expect(parts.get("default-src")).toBe("default-src 'none'");
    expect(parts.get("script-src")).toBe("script-src 'self'");
    expect(parts.get("frame-ancestors")).toBe("frame-ancestors 'none'");
    expect(parts.get("require-trusted-types-for")).toBe("require-trusted-types-for 'script'");
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("data:");
    const html = await answer.text();
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) expect(tag).toContain('src="/');
    expect(html).not.toMatch(/<script[^>]*>[^<]/);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
  });

test("what is not of the app is not answered with its page", async ({ request }) => {
  for (const [address, accept] of [
    ["/assets/gone.js", "*/*"],
    ["/api/v1/gone", "text/html"],
    ["/gone.png", "image/*"],
  ] as const) {
    const answer = await request.get(address, { headers: { Accept: accept } });
    expect(answer.status(), address).toBe(404);
    expect(await answer.text(), address).not.toContain("<html");
  }
});

test("no text becomes markup, no foreign script runs", async ({ browser, url }) => {
  const page = await browser.newPage();
  await page.goto(`${url}/sign-in`);
  await shown(page);
  const tried = await page.evaluate(() => {
    const outcome = (work: () => unknown) => {
      try {
        work();
        return "done";
      } catch (error) {
        return (error as Error).name;
      }
    };
    const script = document.createElement("script");
    return {
      innerHTML: outcome(() => {
        document.createElement("div").innerHTML = "<b>text</b>";
      }),
      documentWrite: outcome(() => document.write("text")),
      scriptAddress: outcome(() => {
        script.src = "https://elsewhere.example/script.js";
      }),
      scriptText: outcome(() => {
        script.text = "window.hasRun = true";
      }),
    };
  });
  expect(tried).toEqual({
    innerHTML: "TypeError",
    documentWrite: "TypeError",
    scriptAddress: "TypeError",
    scriptText: "TypeError",
  });
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.append("window.hasRun = true");
    document.body.append(script);
    return "hasRun" in window;
  });
  expect(ran).toBe(false);
  await page.close();
});
