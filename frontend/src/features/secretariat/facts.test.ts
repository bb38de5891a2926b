import { describe, expect, it } from "vitest";
import { factOf, factsOf, subjectOf } from "./facts";

describe("facts of the ledger", () => {
  it("each value is told by what it looks like", () => {
    expect(factOf("99418454-4e4a-4cc9-a7de-26b34f8418b8").is).toBe("id");
    expect(factOf("a".repeat(64)).is).toBe("hash");
    expect(factOf("2027-11-27T10:46:36.282735+00:00").is).toBe("time");
    expect(factOf(1_780_000_000_000_000)).toEqual({ is: "time", text: "2026-05-28T20:26:40.000Z" });
    expect(factOf(365)).toEqual({ is: "number", text: "365" });
    expect(factOf(false)).toEqual({ is: "no" });
    expect(factOf(null)).toEqual({ is: "nothing" });
    expect(factOf("approve")).toEqual({ is: "code", text: "approve" });
  });

  it("a list is several facts of one name", () => {
    expect(factsOf({ blocked: ["a", "b"] }).map(({ name }) => name)).toEqual(["blocked", "blocked"]);
    expect(factsOf(null)).toEqual([]);
  });

  it("a subject has a kind and an id", () => {
    expect(subjectOf("listing:1")).toEqual({ kind: "listing", id: "1" });
    expect(subjectOf("platform")).toEqual({ kind: "platform", id: "" });
  });
});
