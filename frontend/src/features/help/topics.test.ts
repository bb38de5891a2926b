import { expect, test } from "vitest";
import { topicsFor } from "./help-texts";

test("every topic is there once for every role, the role's own first", () => {
  const all = topicsFor(undefined);
  for (const role of ["researcher", "company", "liaison", "secretariat", "auditor"] as const)
    expect([...topicsFor(role)].sort()).toEqual([...all].sort());
  expect(topicsFor("liaison")[0]).toBe("review");
});
