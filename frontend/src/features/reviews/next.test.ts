import { expect, test } from "vitest";
import { nextInQueue, queueOf, waitsForReader } from "./next";

const queue = [{ id: "a" }, { id: "b" }, { id: "c" }];

test("what follows, and from the end the first", () => {
  expect(nextInQueue(queue, "a")?.id).toBe("b");
  expect(nextInQueue(queue, "c")?.id).toBe("a");
});

test("one that is not in the queue is followed by the first", () => {
  expect(nextInQueue(queue, "z")?.id).toBe("a");
});

test("nothing follows the only one", () => {
  expect(nextInQueue([{ id: "a" }], "a")).toBeUndefined();
  expect(nextInQueue([], "a")).toBeUndefined();
});

test("what only another liaison may publish does not wait for the reader", () => {
  expect(waitsForReader({ moves: ["request_changes"] })).toBe(false);
  expect(waitsForReader({ moves: ["request_changes", "publish"] })).toBe(true);
  expect(waitsForReader({ moves: ["institution_approve"] })).toBe(true);
});

test("an address that says nothing asks for everything by age", () => {
  expect(queueOf({})).toEqual({ order: "age" });
  expect(queueOf({ order: "risk", kind: "need" })).toEqual({ order: "risk", kind: "need" });
  expect(queueOf({ order: "x", kind: "y" })).toEqual({ order: "age" });
});
