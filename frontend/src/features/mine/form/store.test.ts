import { expect, test } from "vitest";
import type { Schemas } from "@/api/client";
import { FormStore } from "./store";

const draft = (content: object, version = 1) =>
  ({
    id: "1",
    kind: "seed",
    content,
    tier_overrides: {},
    faults: [],
    findings: [],
    version,
  }) as unknown as Schemas["DraftBody"];

test("what was written here goes over what somebody else saved, and nothing else does", () => {
  const store = new FormStore(draft({ title: { ja: "甲" }, target: "A", summary: { ja: "乙" } }), []);
  store.set("summary", { ja: "ここで" });
  store.body();
  store.settle(draft({}, 2));
  store.set("target", "B");
  const merged = store.rebased(draft({ title: { ja: "よそで" }, target: "C", summary: { ja: "よそで" } }, 3));
  expect(merged.content).toEqual({ title: { ja: "よそで" }, target: "B", summary: { ja: "よそで" } });
});

test("an override that returns to the floor is none", () => {
  const store = new FormStore(draft({}), []);
  store.guard("title", "approved", "members");
  expect(store.overrides()).toEqual({ title: "approved" });
  store.guard("title", "members", "members");
  expect(store.overrides()).toEqual({});
});
