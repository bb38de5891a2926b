import { describe, expect, it } from "vitest";
import { readHash, writeHash } from "./hash";
import {
  EVERYTHING,
  facetsOf,
  fromQuestion,
  isEmpty,
  isNarrowed,
  linkToSearch,
  readSearch,
  type Search,
  toggled,
  toQuestion,
  writeSearch,
} from "./question";

const search: Search = {
  text: '膵がん "抗体 薬物" -低分子',
  filters: { disease_areas: ["cancer", "infection"], stage: ["preclinical"] },
  stageMin: "screening",
  stageMax: undefined,
  order: "newest",
  expand: false,
};

describe("a search", () => {
  it("comes back from the address as it was", () => {
    expect(readSearch(readHash(writeHash(writeSearch(search))))).toEqual(search);
    expect(readSearch(readHash(writeHash(writeSearch(EVERYTHING))))).toEqual(EVERYTHING);
  });

  it("comes back from a saved question as it was", () => {
    expect(fromQuestion(toQuestion("seed", search))).toEqual(search);
  });

  it("ignores what makes no sense in the address", () => {
    expect(readSearch({ order: "cheapest", expand: "?", nothing: "x" })).toEqual(EVERYTHING);
  });

  it("takes no room when it is the usual one", () => {
    expect(linkToSearch("need", {})).toEqual({ to: "/needs", hash: "" });
  });

  it("chooses codes and takes them back", () => {
    const chosen = toggled(EVERYTHING, "modalities", "adc");
    expect(chosen.filters).toEqual({ modalities: ["adc"] });
    expect(isNarrowed(chosen)).toBe(true);
    expect(isEmpty(toggled(chosen, "modalities", "adc"))).toBe(true);
  });

  it("asks needs nothing that only seeds have", () => {
    expect(facetsOf("need")).not.toContain("ip_status");
    expect(facetsOf("seed")).toContain("ip_status");
  });
});
