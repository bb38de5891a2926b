import { expect, it } from "vitest";
import { fromInput, toInput } from "./japan-time";

it("an instant goes into the field and comes back", () => {
  expect(toInput("2026-11-30T15:30:12.123Z")).toBe("2026-12-01T00:30");
  expect(fromInput("2026-12-01T00:30")).toBe("2026-11-30T15:30:00.000Z");
  expect(toInput(null)).toBe("");
  expect(fromInput("")).toBeUndefined();
  expect(fromInput("2026-13-01T00:30")).toBeUndefined();
});
