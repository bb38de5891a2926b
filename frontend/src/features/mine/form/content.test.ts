import { expect, test } from "vitest";
import type { FieldProblem } from "@/api/problem";
import {
  effectiveTiers,
  faultAt,
  faultIn,
  lengthOf,
  openFields,
  passage,
  sectionOf,
  tiersFrom,
  toSend,
} from "./content";

test("what says nothing is not sent", () => {
  expect(
    toSend({
      title: { ja: "題", en: "" },
      summary: { ja: " ", en: null },
      competitors: ["甲", "", "  "],
      disease_areas: [],
      evidence: [{ system: "", result: {}, replication: "" }],
      target: "",
      unfiled_acceptable: false,
    }),
  ).toEqual({ title: { ja: "題" }, competitors: ["甲"], unfiled_acceptable: false });
});

test("a row that is begun is kept with its gaps", () => {
  expect(toSend({ evidence: [{ system: "cell", result: { ja: "" }, replication: "" }] })).toEqual({
    evidence: [{ system: "cell", replication: "" }],
  });
  expect(toSend({ disclosures: [{ kind: "poster", date: "", state: null, note: "" }] })).toEqual({
    disclosures: [{ kind: "poster", note: "" }],
  });
});

test("characters are counted, not code units", () => {
  expect(lengthOf("𠮷野家👍")).toBe(4);
  expect(passage("投与量は5 mgです", 4, 8)).toBe("5 mg");
});

const faults = [
  { field: "content.title", code: "required", message: "a" },
  { field: "content.summary.ja", code: "too_long", message: "b" },
  { field: "content.evidence.0.result", code: "required", message: "c" },
  { field: "content.evidence.1.result", code: "required", message: "d" },
  { field: "visibility", code: "required", message: "e" },
] as FieldProblem[];

test("remarks find their fields and sections", () => {
  expect(faultAt(faults, "content.title")).toBe("a");
  expect(faultAt(faults, "content.summary")).toBeUndefined();
  expect(faultIn(faults, "content.summary")).toBe("b");
  expect(faultIn(faults, "content.evid")).toBeUndefined();
  expect(sectionOf("seed", "content.evidence.0.result")).toBe("evidence");
  expect(sectionOf("need", "visibility")).toBe("overview");
  expect(sectionOf("seed", "attestations.inventors_agree")).toBe("submit");
  expect(openFields("seed", faults)).toEqual({ overview: 3, evidence: 1 });
});

test("tiers are only ever tightened, and a blind need is the owner's throughout", () => {
  expect(tiersFrom("approved")).toEqual(["approved", "cda", "owner"]);
  const rule = { max: 1, required: false };
  const specs = [
    { name: "target", floor: "approved" as const, rule },
    { name: "title", floor: "members" as const, rule },
  ];
  expect(effectiveTiers(specs, { target: "members", title: "cda" }, null)).toEqual({
    target: "approved",
    title: "cda",
  });
  expect(effectiveTiers(specs, {}, "blind")).toEqual({ target: "owner", title: "owner" });
});
