import { expect, test } from "vitest";
import { secretIn } from "./secret";

test("the secret stands behind the hash", () => {
  expect(secretIn("#token=aB-3_x")).toBe("aB-3_x");
  expect(secretIn("#token=")).toBeNull();
  expect(secretIn("#pending=1")).toBeNull();
  expect(secretIn("")).toBeNull();
});
