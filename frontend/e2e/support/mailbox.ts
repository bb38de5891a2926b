/** The demonstration's mailbox: what would have been mailed. */

import { expect } from "@playwright/test";

export interface Mail {
  text: string;
  /** The address that the mail leads to */
  link: string;
}

/** The newest mail to somebody whose text leads to such an address; waits for it to be sent. */
export async function mailTo(url: string, to: string, leadsTo: string): Promise<Mail> {
  let found: Mail | undefined;
  await expect(async () => {
    const list = await (await fetch(`${url}/mailbox`)).text();
    const rows = list.split("<tr").filter((row) => row.includes(to));
    for (const row of rows) {
      const [, path] = /href="(\/mailbox\/[^"]+)"/.exec(row) ?? [];
      if (!path || found) continue;
      const text = unescaped(await (await fetch(url + path)).text());
      const link = new RegExp(`${url}${leadsTo.replaceAll(/[#?./]/g, "\\$&")}[^\\s"<]*`).exec(text)?.[0];
      if (link) found = { text, link };
    }
    expect(found, `a mail to ${to} that leads to ${leadsTo}`).toBeDefined();
  }).toPass({ timeout: 30_000 });
  if (!found) throw new Error("no mail");
  return found;
}

function unescaped(html: string): string {
  return html
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
