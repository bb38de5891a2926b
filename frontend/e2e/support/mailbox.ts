/** The demonstration's mailbox: what would have been mailed. */

import { expect } from "@playwright/test";

/** Where the newest mail to somebody leads, of those that lead to such an address; waits for it to be sent. */
export async function mailTo(url: string, to: string, leadsTo: string): Promise<string> {
  const address = new RegExp(`${url}${leadsTo.replaceAll(/[#?./]/g, "\\$&")}[^\\s"<]*`);
  let found: string | undefined;
  await expect(async () => {
    const list = await (await fetch(`${url}/mailbox`)).text();
    for (const row of list.split("<tr").filter((row) => row.includes(to))) {
      const [, path = ""] = /href="(\/mailbox\/[^"]+)"/.exec(row) ?? [];
      const [link] = address.exec(unescaped(await (await fetch(url + path)).text())) ?? [];
      found ??= link;
    }
    expect(found, `a mail to ${to} that leads to ${leadsTo}`).toBeDefined();
  }).toPass({ timeout: 30_000 });
  return found ?? "";
}

function unescaped(html: string): string {
  return html
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
