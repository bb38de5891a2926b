import { expect, test } from "vitest";
import { changesBetween } from "./changes";

const tiers = { title: "members", target: "approved" } as const;

test("only fields that differ are named, in the order of the form", () => {
  const changes = changesBetween(
    "seed",
    { content: { title: { ja: "甲", en: null }, target: "A", competitors: ["x"] }, tiers },
    { content: { title: { ja: "甲" }, target: "B", competitors: ["x", "y"] }, tiers },
  );
  expect(changes.map((change) => change.field)).toEqual(["target", "competitors"]);
  expect(changes[0]).toMatchObject({ before: "A", after: "B", tier_after: "approved" });
});

test("a field that came has no before, and a tightened field counts", () => {
  const changes = changesBetween(
    "seed",
    { content: { title: { ja: "甲" } }, tiers },
    { content: { title: { ja: "甲" }, summary: { ja: "乙" } }, tiers: { ...tiers, title: "cda" } },
  );
  expect(changes.map((change) => change.field)).toEqual(["title", "summary"]);
  expect(changes[0]).toMatchObject({ tier_before: "members", tier_after: "cda" });
  expect(changes[1]).not.toHaveProperty("before");
});
