import { expect, test } from "vitest";
import { endOfDay, lastDay, today } from "./validity";

test("days are Japan's", () => {
  expect(today(new Date("2026-11-30T15:00:00Z"))).toBe("2026-12-01");
  expect(endOfDay("2026-12-01")).toBe("2026-12-01T14:59:59.000Z");
});

test("twelve months on, also from a leap day", () => {
  expect(lastDay(new Date("2026-11-30T03:00:00Z"))).toBe("2027-11-30");
  expect(lastDay(new Date("2028-02-29T03:00:00Z"))).toBe("2029-02-28");
});
