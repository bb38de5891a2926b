/** At the end: what each journey took. */

import { existsSync, readFileSync } from "node:fs";
import type { Reporter } from "@playwright/test/reporter";
import { REPORT, type Taken } from "../support/journey.ts";

export default class Journeys implements Reporter {
  onEnd(): void {
    if (!existsSync(REPORT)) return;
    const all = JSON.parse(readFileSync(REPORT, "utf8")) as Taken[];
    console.log(
      "\nJourneys (seconds of a person: an estimate from clicks, keys and what there is to decide)",
    );
    for (const one of all)
      console.log(
        `  ${one.database.padEnd(9)}${one.journey.padEnd(46)}${String(one.clicks).padStart(4)} clicks ${String(one.keys).padStart(4)} keys ${String(one.pastes).padStart(4)} pastes  machine ${one.seconds} s  person ${one.estimate} s`,
      );
  }
}
