import { beforeEach, expect, test } from "vitest";
import { isPutAway, putAway, readPutAway } from "./put-away";

beforeEach(() => localStorage.clear());

test("what was put away stays away until it changes", () => {
  putAway(readPutAway(), { id: "a", version: 1 });
  expect(isPutAway(readPutAway(), { id: "a", version: 1 })).toBe(true);
  expect(isPutAway(readPutAway(), { id: "a", version: 2 })).toBe(false);
  expect(isPutAway(readPutAway(), { id: "b", version: 1 })).toBe(false);
});

test("what cannot be read is nothing", () => {
  localStorage.setItem("enishi.announcements", "{");
  expect(readPutAway()).toEqual([]);
});
