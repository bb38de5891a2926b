import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

/** Debian's browser where there is one: Playwright's own is downloaded, and not needed then. */
const chromium = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const browser = {
  browserName: "chromium" as const,
  locale: "ja-JP",
  timezoneId: "Asia/Tokyo",
  launchOptions: {
    ...(existsSync(chromium) ? { executablePath: chromium } : {}),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
};
const desktop = { ...browser, viewport: { width: 1280, height: 900 } };
const { userAgent } = devices["Pixel 7"] as { userAgent: string };
const phone = {
  ...browser,
  userAgent,
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/setup/global.ts",
  reporter: [["list"], ["./e2e/setup/reporter.ts"]],
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: { screenshot: "only-on-failure", actionTimeout: 15_000, navigationTimeout: 30_000 },
  projects: [
    { name: "desktop", use: desktop },
    {
      name: "phone",
      use: phone,
      testMatch: ["pages.spec.ts", "phone.spec.ts", "states/{dialogs,forms,overlays}.spec.ts"],
    },
    ...(process.env["ENISHI_TEST_POSTGRES_URL"]
      ? [{ name: "postgres", use: desktop, testMatch: "journeys/*.spec.ts" }]
      : []),
  ].map((project) => (project.name === "desktop" ? { ...project, testIgnore: ["phone.spec.ts"] } : project)),
});
