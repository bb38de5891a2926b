import { expect, test } from "vitest";
import { type Form, missing, toRequest, withKind } from "./application";

const blank: Form = {
  nameJa: "",
  nameEn: "",
  email: "",
  organisationJa: "",
  organisationEn: "",
  kind: "",
  role: "",
  locale: "ja",
  motivation: "",
};

test("what is missing is named in the order of the form", () => {
  expect(missing(blank)).toEqual([
    "name",
    "email",
    "new_organisation.name",
    "new_organisation.kind",
    "role",
    "motivation",
  ]);
  expect(toRequest(blank)).toBeNull();
});

test("a name in one language is enough", () => {
  const form: Form = {
    ...blank,
    nameEn: " Haruka Mizuki ",
    email: "h@u.example ",
    organisationJa: "月読大学",
    kind: "university",
    role: "researcher",
    motivation: "…",
  };
  expect(toRequest(form)).toEqual({
    name: { en: "Haruka Mizuki" },
    email: "h@u.example",
    new_organisation: { kind: "university", name: { ja: "月読大学" } },
    role: "researcher",
    locale: "ja",
    motivation: "…",
  });
});

test("the role follows the kind of organisation where there is no choice", () => {
  expect(withKind(blank, "pharma").role).toBe("company");
  expect(withKind(blank, "venture").role).toBe("");
  expect(withKind({ ...blank, role: "researcher" }, "venture").role).toBe("researcher");
  expect(withKind({ ...blank, role: "researcher" }, "vc").role).toBe("company");
});
