/** `npm run shots`: pictures of every page at both widths in both languages, and a sheet of all of them, in shots/. */
import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

export default defineConfig({
  ...tests,
  testMatch: "shots/*.shots.ts",
  reporter: "list",
  timeout: 300_000,
  projects: (tests.projects ?? [])
    .filter(({ name }) => name === "desktop" || name === "phone")
    .map(({ name = "", use = {} }) => ({ name, use })),
  globalTeardown: "./e2e/shots/sheet.ts",
});
