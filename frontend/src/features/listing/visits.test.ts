import { describe, expect, it } from "vitest";
import { markOf, openedIn, visitedAt } from "./visits";

const hit = (id: string, members_since: string | null, own = false) => ({ id, own, members_since });
const first = visitedAt(undefined, "2026-11-02T00:00:00Z");

describe("marks of hits", () => {
  it("nothing is new at the first visit", () => {
    expect(markOf(first, hit("a", "2026-11-01T00:00:00Z"))).toBeUndefined();
  });

  it("what was listed since the visit before is new, for as long as the visit lasts", () => {
    const back = visitedAt(first, "2026-11-03T00:00:00Z");
    const later = visitedAt(back, "2026-11-03T02:00:00Z");
    expect(markOf(later, hit("a", "2026-11-02T12:00:00Z"))).toBe("new");
    expect(markOf(later, hit("b", "2026-11-01T12:00:00Z"))).toBeUndefined();
  });

  it("what was opened is read, until its text changes", () => {
    const opened = openedIn(first, hit("a", "2026-11-01T00:00:00Z"));
    expect(markOf(opened, hit("a", "2026-11-01T00:00:00Z"))).toBe("read");
    expect(markOf(opened, hit("a", "2026-11-04T00:00:00Z"))).toBe("changed");
  });

  it("one's own listings, and those that are not listed, bear none", () => {
    const back = visitedAt(first, "2026-11-03T00:00:00Z");
    expect(markOf(back, hit("a", "2026-11-02T12:00:00Z", true))).toBeUndefined();
    expect(markOf(back, hit("b", null))).toBeUndefined();
  });
});
