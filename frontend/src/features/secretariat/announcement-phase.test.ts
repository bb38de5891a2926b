import { expect, it } from "vitest";
import { phaseOf } from "./announcement-phase";

it("an announcement is planned, in force, then over", () => {
  const one = { shown_from: "2026-12-01T00:00:00Z", shown_until: "2026-12-05T00:00:00Z" };
  expect(phaseOf(one, Date.parse("2026-11-30T23:59:59Z"))).toBe("planned");
  expect(phaseOf(one, Date.parse("2026-12-01T00:00:00Z"))).toBe("in_force");
  expect(phaseOf(one, Date.parse("2026-12-05T00:00:00Z"))).toBe("over");
  expect(phaseOf({ ...one, shown_until: null }, Date.parse("2030-01-01T00:00:00Z"))).toBe("in_force");
});
