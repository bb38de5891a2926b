import { expect, it } from "vitest";
import { standingOf } from "./expiry";

it("an acceptance is near its end for thirty days", () => {
  const now = Date.parse("2026-11-30T00:00:00Z");
  expect(standingOf("2026-11-30T00:00:00Z", now)).toBe("expired");
  expect(standingOf("2026-12-30T00:00:00Z", now)).toBe("expiring");
  expect(standingOf("2026-12-30T00:00:01Z", now)).toBe("valid");
});
