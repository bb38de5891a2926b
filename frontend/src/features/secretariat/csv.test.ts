import { expect, it } from "vitest";
import { toCsv } from "./csv";

it("cells are quoted where they must be, and no text is taken for a formula", () => {
  expect(toCsv([["がん", 3, -1]])).toBe("がん,3,-1\r\n");
  expect(toCsv([['a "b", c', "d\ne"]])).toBe('"a ""b"", c","d\ne"\r\n');
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "＝1", "\t1"])
    expect(
      toCsv([[text]])
        .replaceAll('"', "")
        .startsWith("'"),
    ).toBe(true);
});
