import { expect, test } from "vitest";
import { isDueSoon } from "./due";

test("days are counted in Japan", () => {
  const now = new Date("2026-11-30T15:30:00Z");
  expect(isDueSoon("2026-12-01", now)).toBe(true);
  expect(isDueSoon("2026-12-03", now)).toBe(true);
  expect(isDueSoon("2026-12-04", now)).toBe(false);
});
