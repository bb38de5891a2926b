/** Does what a person does, and counts it. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Locator, Page } from "@playwright/test";

export const REPORT = resolve(import.meta.dirname, "../../test-results/journeys.json");

export interface Taken {
  journey: string;
  database: string;
  clicks: number;
  keys: number;
  /** Prepared texts put into a field */
  pastes: number;
  /** Of this run */
  seconds: number;
  /** Of a person who does it for the first time */
  estimate: number;
}

/**
 * Seconds by the keystroke-level model (Card, Moran, Newell 1980): think 1.35, point 1.1, press 0.2, a key 0.28. Somebody who does it for
 * the first time thinks before everything that is not typing on.
 */
const THINK = 1.35;
const POINT = 1.1;
const PRESS = 0.2;
const KEY = 0.28;

export class Journey {
  clicks = 0;
  keys = 0;
  pastes = 0;
  private estimate = 0;
  private readonly begun = Date.now();
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    this.estimate += THINK + POINT + PRESS;
    await target.click();
  }

  /** Into a field, then letter by letter. */
  async type(target: Locator, text: string): Promise<void> {
    await this.click(target);
    this.keys += text.length;
    this.estimate += text.length * KEY;
    await target.pressSequentially(text);
  }

  /** Into a field, then a prepared text. */
  async paste(target: Locator, text: string): Promise<void> {
    await this.click(target);
    this.pastes += 1;
    this.estimate += 2 * KEY;
    await target.fill(text);
  }

  /** Opens a native list and takes one entry. */
  async choose(target: Locator, value: Parameters<Locator["selectOption"]>[0]): Promise<void> {
    this.clicks += 2;
    this.estimate += 2 * (THINK + POINT + PRESS);
    await target.selectOption(value);
  }

  async press(page: Page, key: string): Promise<void> {
    this.keys += 1;
    this.estimate += THINK + KEY;
    await page.keyboard.press(key);
  }

  /** Everything so far as one line of the report. */
  report(project: string, name = this.name): Taken {
    const database = project === "postgres" ? "postgres" : "sqlite";
    const taken: Taken = {
      journey: name,
      database,
      clicks: this.clicks,
      keys: this.keys,
      pastes: this.pastes,
      seconds: Math.round((Date.now() - this.begun) / 1000),
      estimate: Math.round(this.estimate),
    };
    const before = existsSync(REPORT) ? (JSON.parse(readFileSync(REPORT, "utf8")) as Taken[]) : [];
    const others = before.filter((one) => one.journey !== name || one.database !== database);
    mkdirSync(dirname(REPORT), { recursive: true });
    writeFileSync(REPORT, JSON.stringify([...others, taken], null, 2));
    return taken;
  }
}
