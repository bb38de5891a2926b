import { expect, it } from "vitest";
import { matching } from "./term-search";

const all = {
  stages: {
    version: 2,
    terms: [
      { code: "basic", ja: "基礎研究", en: "Basic research" },
      { code: "phase_1", ja: "臨床P1", en: "Phase 1" },
    ],
  },
  modalities: { version: 1, terms: [{ code: "adc", ja: "ADC", en: "ADC" }] },
};

it("terms are found by code and by words of both languages, whatever the width of letters", () => {
  expect(matching(all, "").map(({ name }) => name)).toEqual(["stages", "modalities"]);
  expect(matching(all, "ＡＤＣ")).toEqual([{ name: "modalities", version: 1, terms: all.modalities.terms }]);
  expect(matching(all, " 基礎 ")[0]?.terms.map(({ code }) => code)).toEqual(["basic"]);
  expect(matching(all, "PHASE_1")[0]?.terms).toHaveLength(1);
  expect(matching(all, "nothing")).toEqual([]);
});
