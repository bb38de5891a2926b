import { expect, test } from "vitest";
import { groupedFacets, laneOf, mergedTerms, strengthOf } from "./words";

test("a score has one word", () => {
  expect([79, 75, 62, 50, 49.9].map(strengthOf)).toEqual(["strong", "strong", "good", "partial", "weak"]);
});

test("a term that met the text twice stands once, with both shares, strongest first", () => {
  const concept = { ja: "心筋", en: "myocardium" };
  const merged = mergedTerms([
    { surface: "核酸", share: 0.1 },
    { surface: "心筋", share: 0.05 },
    { surface: "心筋", concept, share: 0.07 },
  ]);
  expect(merged.map((term) => term.surface)).toEqual(["心筋", "核酸"]);
  expect(merged[0]?.share).toBeCloseTo(0.12);
  expect(merged[0]?.concept).toEqual(concept);
});

test("codes are grouped by vocabulary", () => {
  const shared = [
    { vocabulary: "modalities", code: "adc" },
    { vocabulary: "disease_areas", code: "cancer" },
    { vocabulary: "modalities", code: "antibody" },
  ];
  expect(groupedFacets(shared)).toEqual([
    ["modalities", ["adc", "antibody"]],
    ["disease_areas", ["cancer"]],
  ]);
});

test("what is only looked at is still open", () => {
  expect([laneOf("new"), laneOf("seen"), laneOf("dismissed")]).toEqual(["open", "open", "dismissed"]);
});
