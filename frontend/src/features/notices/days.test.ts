import { expect, test } from "vitest";
import { byDay } from "./days";

test("days are those of Japan, and the order stays", () => {
  const at = (id: number, created_at: string) => ({ id, created_at });
  const days = byDay([
    at(1, "2026-11-29T15:00:00Z"),
    at(2, "2026-11-29T14:59:59Z"),
    at(3, "2026-11-28T15:00:00Z"),
  ]);
  expect(days.map(([day, items]) => [day, items.map((one) => one.id)])).toEqual([
    ["2026-11-30", [1]],
    ["2026-11-29", [2, 3]],
  ]);
});
