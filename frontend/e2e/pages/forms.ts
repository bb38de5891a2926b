/** Every form that can be sent with something missing, and how far it must be emptied for that. */

import type { Person } from "../support/people.ts";
import { asked, at, draft, type Place, someResearcher, strangeSeed, submitted, undecided } from "./places.ts";

export interface FormUnderTest {
  who: Person | "anybody";
  what: string;
  at: Place;
  /** The button that opens its dialog, in Japanese */
  opener?: string | RegExp;
  /** Fields that are filled already */
  clear?: string;
  /** Where it is no `submit` button that sends it, or not the last */
  send?: RegExp;
  /** A form of one field lists nothing: that field takes the focus, and says this */
  only?: { ja: string; en: string };
}

export const forms: FormUnderTest[] = [
  { who: "anybody", what: "an application", at: at("/apply") },
  { who: "anybody", what: "a sign-in", at: at("/sign-in") },
  { who: "anybody", what: "a forgotten password", at: at("/forgot-password") },
  { who: "anybody", what: "a new password", at: at("/reset-password#token=used-up") },
  {
    who: "researcherOfHokuto",
    what: "a seed",
    at: draft("seeds", "/edit?section=submit"),
    send: /^(提出する|Submit)/,
  },
  { who: "company", what: "a need", at: draft("needs", "/edit?section=submit"), send: /^(提出する|Submit)/ },
  { who: "company", what: "a request for an introduction", at: strangeSeed, opener: "紹介を依頼する" },
  {
    who: "company",
    what: "a saved search",
    at: at("/seeds"),
    opener: "検索を保存",
    clear: "input[name=name]",
  },
  {
    who: "company",
    what: "a note",
    at: strangeSeed,
    send: /^(メモを追加|Add note)$/,
    only: { ja: "メモを入力してください。", en: "Please write something." },
  },
  {
    who: "company",
    what: "a dismissal",
    at: at("/candidates"),
    opener: /^対象外/,
    only: { ja: "理由をひとつ選んでください。", en: "Choose one reason." },
  },
  { who: "researcher", what: "a question", at: asked, opener: "質問する" },
  { who: "researcher", what: "declining an introduction", at: asked, opener: "見送る" },
  { who: "company", what: "a new password of a member", at: at("/settings/security") },
  { who: "company", what: "leaving", at: at("/settings/security"), opener: "退会の手続きへ進む" },
  {
    who: "liaisonOfHokuto",
    what: "an approval",
    at: submitted("/reviews"),
    send: /^(承認する|Approve)/,
  },
  { who: "secretariat", what: "a vetting", at: undecided },
  {
    who: "secretariat",
    what: "a suspension",
    at: someResearcher,
    opener: "利用を停止する…",
    send: /^(停止する|Suspend)$/,
  },
  { who: "secretariat", what: "an organisation", at: at("/organisations"), opener: "機関を追加" },
  { who: "secretariat", what: "an announcement", at: at("/announcements"), opener: "お知らせを書く" },
  { who: "secretariat", what: "a liaison in charge", at: at("/liaisons"), opener: /の担当を変える$/ },
  {
    who: "secretariat",
    what: "an undertaking",
    at: at("/undertakings/new"),
    clear: "main form input, main form textarea",
  },
];
