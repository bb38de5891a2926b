import { expect, it } from "vitest";
import { isSame, shortened } from "./shorten";

it("only what stands around the changes is kept of long parts", () => {
  const long = `${"a".repeat(100)}${"b".repeat(100)}`;
  const parts = [
    { value: long },
    { value: "new", added: true },
    { value: long },
    { value: "old", removed: true },
  ];
  const [first, change, middle, last] = shortened(parts);
  expect(first?.value).toBe(`… ${"b".repeat(60)}`);
  expect(change?.value).toBe("new");
  expect(middle?.value).toBe(`${"a".repeat(60)} … ${"b".repeat(60)}`);
  expect(last?.value).toBe("old");
  expect(shortened([{ value: "short" }])).toEqual([{ value: "short" }]);
  expect(isSame(parts)).toBe(false);
  expect(isSame([{ value: long }])).toBe(true);
});
