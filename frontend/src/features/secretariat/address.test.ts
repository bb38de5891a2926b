import { describe, expect, it } from "vitest";
import { domainOf, fitOf } from "./address";

describe("the address of an applicant", () => {
  it("belongs to a domain and to what is under it, never to one that only ends alike", () => {
    expect(domainOf("A@Med.U.example")).toBe("med.u.example");
    expect(fitOf("a@u.example", ["u.example"])).toBe("fits");
    expect(fitOf("a@med.u.example", ["u.example"])).toBe("fits");
    expect(fitOf("a@evil-u.example", ["u.example"])).toBe("foreign");
    expect(fitOf("a@u.example", [])).toBe("open");
  });
});
