import { describe, expect, it } from "vitest";
import { shadeOf } from "./tints";

describe("shades", () => {
  it("share out the counts that occur", () => {
    const shade = shadeOf([0, 1, 2, 3, 400]);
    expect([0, 1, 2, 3, 400].map(shade)).toEqual([0, 1, 2, 3, 4]);
  });

  it("stay within bounds with few or no counts", () => {
    expect(shadeOf([])(0)).toBe(0);
    expect(shadeOf([7, 7])(7)).toBe(1);
    expect(shadeOf([1, 2])(2)).toBe(3);
  });
});
