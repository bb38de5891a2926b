import { expect, test } from "vitest";
import { choosable, type Preference } from "./wishes";

const all = ["instant", "daily", "weekly", "off"];
const one = (kind: string, category: string, choices = all): Preference => ({
  kind,
  category,
  choices,
  label: kind,
  cadence: "instant",
});
const items = [
  one("password_reset", "security", ["instant"]),
  one("application_to_vet", "workflow"),
  one("review_due", "workflow"),
  one("candidate_new", "matches"),
  one("candidate_digest", "matches"),
];
const kindsFor = (role: "researcher" | "secretariat", institution_reviewer = false) =>
  choosable(items, { role, institution_reviewer }).flatMap(([, found]) => found.map((item) => item.kind));

test("only what can be chosen and concerns the reader is shown", () => {
  expect(kindsFor("researcher")).toEqual(["candidate_new"]);
  expect(kindsFor("researcher", true)).toEqual(["review_due", "candidate_new"]);
  expect(kindsFor("secretariat")).toEqual(["application_to_vet", "candidate_new"]);
});
