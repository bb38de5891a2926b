import { expect, test } from "vitest";
import { nextInQueue } from "./next";

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
