/**
 * What axe finds wrong with a page, one line for each rule. The package's own builder names every element of every rule that is kept, too, which
 * takes several times as long.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";

const packages = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright"));
const source = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");

const options: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
  preload: false,
};

interface WithAxe {
  axe?: { run: (root: Document, options: RunOptions) => Promise<AxeResults> };
}

export async function axe(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const found = await page.evaluate(async (options_) => {
    const { axe } = window as WithAxe;
    return axe ? (await axe.run(document, options_)).violations : undefined;
  }, options);
  if (!found) throw new Error("axe is not there");
  return found.map((rule) => {
    const [first] = rule.nodes;
    const why = first?.failureSummary?.split("\n").slice(1, 3).join(" ").trim() ?? "";
    return `${rule.id} (${rule.nodes.length}×) ${first?.target.join(" ") ?? ""}: ${why}`;
  });
}
