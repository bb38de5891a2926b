import { expect, test } from "vitest";
import { waitsForTeam, waitsForUs } from "./use-waiting";

test("an introduction waits for whoever can move it on", () => {
  expect(waitsForUs({ state: "pending", moves: ["accept", "decline"] })).toBe(true);
  expect(waitsForUs({ state: "pending", moves: ["withdraw"] })).toBe(false);
  expect(waitsForUs({ state: "info_requested", moves: ["accept", "decline"] })).toBe(false);
  expect(waitsForUs({ state: "info_requested", moves: ["provide_info", "withdraw"] })).toBe(true);
  expect(waitsForUs({ state: "proposed", moves: ["confirm", "withdraw"] })).toBe(true);
  expect(waitsForUs({ state: "accepted", moves: ["withdraw"] })).toBe(false);
});

test("a listing waits for its team while there is something to do", () => {
  expect(waitsForTeam({ next_step: "revise" })).toBe(true);
  expect(waitsForTeam({ next_step: "await_liaison" })).toBe(false);
  expect(waitsForTeam({ next_step: "nothing" })).toBe(false);
});
