import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { entryKinds } from "./entry-kinds";
import { mailKinds } from "./mail-kinds";

const api = JSON.parse(readFileSync("openapi.json", "utf8"));

it("every kind of entry has words", () => {
  const kinds: string[] = api.components.schemas.EntryKind.enum;
  expect(kinds.filter((kind) => !(kind in entryKinds.ja))).toEqual([]);
});

it("every kind of mail has words", () => {
  const kinds: string[] = api.components.schemas.MailKind?.enum ?? [];
  expect(kinds.filter((kind) => !(kind in mailKinds.ja))).toEqual([]);
});
