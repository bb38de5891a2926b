/** Puts all pictures on one sheet: shots/index.html, and a picture of it. */

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type FullConfig } from "@playwright/test";
import { pages } from "../pages/routes.ts";
import { fileOf, SHOTS } from "./files.ts";

const STYLE = `
body { margin: 16px; font: 13px/1.4 "Noto Sans CJK JP", sans-serif; background: #eef0f3 }
main { display: grid; grid-template-columns: repeat(auto-fill, 560px); gap: 16px }
h2 { font-size: 13px; margin: 0 0 4px }
section > div { display: flex; gap: 4px }
a { display: block; height: 200px; overflow: hidden; background: #fff; border: 1px solid #ccd; box-sizing: border-box }
a.desktop { width: 196px } a.phone { width: 80px }
img { width: 100%; display: block }`;

export default async function sheet(config: FullConfig): Promise<void> {
  const sections = pages.flatMap((one) =>
    one.readers.map((reader) => {
      const pictures = ["ja-desktop", "ja-phone", "en-desktop", "en-phone"].map((kind) => {
        const [language = "", project = ""] = kind.split("-");
        const file = fileOf(one, reader, language, project);
        if (!existsSync(join(SHOTS, file))) return `<a class="${project}"></a>`;
        return `<a class="${project}" href="${file}"><img src="${file}" alt="${kind}"></a>`;
      });
      const title = `${one.route}${one.state ? `, ${one.state}` : ""} (${reader})`;
      return `<section><h2>${title}</h2><div>${pictures.join("")}</div></section>`;
    }),
  );
  const path = join(SHOTS, "index.html");
  const head = `<meta charset="utf-8"><title>Enishi: every page</title><style>${STYLE}</style>`;
  writeFileSync(path, `<!doctype html><html lang="en">${head}<main>${sections.join("")}</main></html>`);
  const options = config.projects[0]?.use.launchOptions ?? {};
  const browser = await chromium.launch(options);
  const page = await browser.newPage({ viewport: { width: 2360, height: 1000 } });
  await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
  await page.screenshot({ path: join(SHOTS, "sheet.png"), fullPage: true });
  await browser.close();
  console.log(`shots: ${path} and sheet.png beside it`);
}
