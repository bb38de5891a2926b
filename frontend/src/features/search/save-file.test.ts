import { describe, expect, it } from "vitest";
import { nameIn } from "./save-file";

describe("the name of a file", () => {
  it.each([
    [`attachment; filename="seeds.xlsx"`, "seeds.xlsx"],
    [`attachment; filename=seeds.csv`, "seeds.csv"],
    [`attachment; filename="x.pdf"; filename*=UTF-8''%E3%82%B7%E3%83%BC%E3%82%BA.pdf`, "シーズ.pdf"],
    [null, undefined],
  ])("in %s", (disposition, name) => {
    expect(nameIn(disposition)).toBe(name);
  });
});
