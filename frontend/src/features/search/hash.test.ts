import { describe, expect, it } from "vitest";
import { readHash, writeHash } from "./hash";

describe("state behind the #", () => {
  it.each(["抗体 ADC", "a&b=c", "C++ #1", "100% %26", 'IL-6/IL6R "句" -除外 OR (肺がん)', "細胞＋薬剤"])(
    "comes back as it was: %s",
    (text) => {
      const state = { q: text, area: ["cancer", "infection"] };
      expect(readHash(writeHash(state))).toEqual(state);
    },
  );

  it("survives being decoded once, as the router does", () => {
    const hash = writeHash({ q: "a&b 100% 抗体" });
    // The router keeps %25 and decodes the rest.
    const decoded = hash
      .split("%25")
      .map((part) => decodeURIComponent(part))
      .join("%25");
    expect(readHash(decoded)).toEqual({ q: "a&b 100% 抗体" });
  });

  it("is empty where there is nothing", () => {
    expect(writeHash({ q: "", area: [] })).toBe("");
    expect(readHash("")).toEqual({});
  });
});
