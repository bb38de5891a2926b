import { expect, test } from "vitest";
import { passwordLength } from "./password-length";

test("characters are counted as people count them", () => {
  expect(passwordLength("")).toBe("none");
  expect(passwordLength("elevenchars")).toBe("short");
  expect(passwordLength("twelve chars")).toBe("enough");
  expect(passwordLength("𠮷野家で牛丼を食べた")).toBe("short");
  expect(passwordLength("sixteen chars ok")).toBe("comfortable");
});
