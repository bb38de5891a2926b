import { expect, test } from "vitest";
import { cut, findingsIn, wordsOf } from "./passages";

const dose = { field: "mechanism.ja", kind: "dose", start: 4, end: 8 } as const;

test("a text is cut where findings begin and end, counted in characters", () => {
  expect(cut("投与量は5 mgです", [dose])).toEqual([
    { text: "投与量は" },
    { text: "5 mg", kind: "dose" },
    { text: "です" },
  ]);
  // 𩸽 takes two UTF-16 units and is one character.
  expect(cut("𩸽に5 mgを", [{ ...dose, start: 2, end: 6 }])[1]).toEqual({ text: "5 mg", kind: "dose" });
});

test("findings that overlap or lie beyond the end lose nothing and repeat nothing", () => {
  const claim = { field: "mechanism.ja", kind: "claim", start: 6, end: 99 } as const;
  const pieces = cut("投与量は5 mgです", [claim, dose]);
  expect(pieces.map((piece) => piece.text).join("")).toBe("投与量は5 mgです");
  expect(cut("", [dose])).toEqual([]);
});

test("findings are found by field and language", () => {
  expect(findingsIn([dose], "mechanism", "ja")).toEqual([dose]);
  expect(findingsIn([dose], "mechanism", "en")).toEqual([]);
});

test("the words of a finding", () => {
  expect(wordsOf({ mechanism: { ja: "投与量は5 mgです" } }, dose)).toBe("5 mg");
  expect(wordsOf({ competitors: ["5 mg"] }, { ...dose, field: "competitors" })).toBe("");
});
