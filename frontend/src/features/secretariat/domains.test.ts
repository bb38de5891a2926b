import { expect, it } from "vitest";
import { parseDomains } from "./domains";

it("domains come one a line or with commas, each once, without the sign before them", () => {
  expect(parseDomains("u.example\n@Med.u.example, u.example、 x.example\n")).toEqual([
    "u.example",
    "med.u.example",
    "x.example",
  ]);
  expect(parseDomains(" \n ")).toEqual([]);
});
