import { expect, test } from "vitest";
import { wordParts } from "./words";

test("Japanese is compared word by word, not sentence by sentence", () => {
  const parts = wordParts("膵がんに高発現する抗原", "大腸がんに高発現する抗原");
  expect(
    parts
      .filter((part) => part.change === "same")
      .map((part) => part.text)
      .join(""),
  ).toContain("に高発現する抗原");
  expect(parts.some((part) => part.change === "removed")).toBe(true);
  expect(parts.some((part) => part.change === "added")).toBe(true);
});

test("what stays and what went is the old text, what stays and what came the new one", () => {
  const [before, after] = ["Oral small molecule for RAS", "Oral degrader for mutant RAS"];
  const parts = wordParts(before, after);
  const side = (other: string) =>
    parts
      .filter((part) => part.change !== other)
      .map((part) => part.text)
      .join("");
  expect(side("added")).toBe(before);
  expect(side("removed")).toBe(after);
});

test("equal texts have one part", () => {
  expect(wordParts("同じ", "同じ")).toEqual([{ text: "同じ", change: "same" }]);
});
