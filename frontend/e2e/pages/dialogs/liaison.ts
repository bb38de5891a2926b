/** Dialogs of liaisons. */

import type { Schemas } from "../../support/api.ts";
import { at, submitted, waitsFor } from "../places.ts";
import { type DialogUnderTest, dialog } from "./dialog.ts";

const wish: Schemas["PublicRequest"] = {
  id: "00000000-0000-4000-8000-000000000000",
  reference: "S-1234-5678",
  title: { ja: "公開を希望するシーズ", en: "A seed that would be public" },
};

export const ofLiaison: DialogUnderTest[] = [
  dialog(at("/reviews"), "ショートカット", "キーボードショートカット", "Keyboard shortcuts", { wide: true }),
  dialog(at("/candidates"), "紹介を提案する", "紹介の提案", "Propose an introduction", { wide: true }),
  dialog(waitsFor("publish"), /^掲載する/, "掲載しますか", "Publish it?"),
  dialog(at("/reviews"), "同意する", /の一般公開に同意しますか/, /^Agree that .+ becomes public\?/, {
    changed: { path: /\/public-requests$/, change: () => ({ items: [wish] }) },
  }),
];

export const ofLiaisonOfHokuto: DialogUnderTest[] = [
  dialog(submitted("/reviews"), /^承認する/, "承認しますか", "Approve it?", { tick: true }),
  dialog(submitted("/reviews"), /^修正を依頼する/, "修正を依頼しますか", "Request changes?", {
    write: [/^メモ/, "競合との違いに、感度の比較を加えてください。"],
  }),
];
