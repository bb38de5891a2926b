import { expect, test } from "vitest";
import { orcidOf } from "./orcid";

test("an iD is read as people write it", () => {
  for (const text of [
    "0000-0002-1825-0097",
    " https://orcid.org/0000-0002-1825-0097",
    "0000000218250097",
    "００００－０００２－１８２５－００９７",
  ])
    expect(orcidOf(text)).toBe("0000-0002-1825-0097");
  expect(orcidOf("0000-0002-1694-233x")).toBe("0000-0002-1694-233X");
});

test("a slip of the finger is noticed", () => {
  expect(orcidOf("0000-0002-1825-0098")).toBeNull();
  expect(orcidOf("0000-0002-1825-009")).toBeNull();
  expect(orcidOf("")).toBeNull();
});
