import { describe, expect, it } from "vitest";
import { differs } from "./differs";

describe("rows that differ", () => {
  it.each([
    [["adc", "adc"], false],
    [
      [
        ["a", "b"],
        ["b", "a"],
      ],
      false,
    ],
    [[undefined, null, "", [], { ja: null }], false],
    [[{ ja: "抗体", en: null }, { ja: "抗体" }], false],
    [[{ ja: "抗体" }, { ja: "抗体", en: "antibody" }], true],
    [["adc", undefined], true],
    [[["a"], ["a", "b"]], true],
  ])("%j: %s", (values, expected) => {
    expect(differs(values)).toBe(expected);
  });
});
