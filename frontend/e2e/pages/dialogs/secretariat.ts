/** Dialogs of the secretariat. */

import type { Schemas } from "../../support/api.ts";
import {
  at,
  invited,
  oneOf,
  someResearcher,
  suspendedMember,
  suspendedOrganisation,
  undecided,
} from "../places.ts";
import { type DialogUnderTest, dialog } from "./dialog.ts";

const stuck: Schemas["MailToLookAt"] = {
  id: "00000000-0000-4000-8000-000000000000",
  kind: "invitation",
  to: "someone@hokuto-u.example",
  state: "ambiguous",
  attempts: 3,
  ambiguities: 1,
  last_error: "connection reset after DATA",
  created_at: "2026-01-15T01:23:45Z",
};

export const ofSecretariat: DialogUnderTest[] = [
  dialog(undecided, "見送る…", /さんの入会を見送りますか/, /^Decline .+\?/, {
    write: [/理由/, "在籍を確認できませんでした。"],
  }),
  dialog(invited, "もう一度招待する", "もう一度招待しますか", "Invite again?"),
  dialog(someResearcher, "利用を停止する…", /さんの利用を停止しますか/, /^Suspend .+\?/),
  dialog(suspendedMember, "利用を再開する…", /さんの利用を再開しますか/, /^Reinstate .+\?/),
  dialog(someResearcher, "退会にする…", /さんを退会にしますか/, /^End the membership of .+\?/),
  dialog(at("/organisations"), "機関を追加", "機関を追加", "Add an organisation"),
  dialog(oneOf("/organisations", "/organisations"), "停止する…", /の参加を停止しますか/, /^Suspend .+\?/),
  dialog(suspendedOrganisation, "再開する…", /の参加を再開しますか/, /^Let .+ take part again\?/),
  dialog(oneOf("/organisations", "/organisations"), "脱退にする…", /を脱退にしますか/, /^Let .+ leave\?/),
  dialog(at("/announcements"), "お知らせを書く", "お知らせを書く", "Write an announcement"),
  dialog(at("/announcements"), /を直す$/, "お知らせを直す", "Change the announcement"),
  dialog(at("/announcements"), /を削除する$/, /を削除しますか/, /^Delete “/),
  dialog(at("/liaisons"), /の担当を変える$/, /の担当を変える/, /in charge of/),
  dialog(at("/undertakings/new"), "変更点を確かめて公開へ進む", /を公開しますか/, /^Publish version/),
  dialog(at("/operations"), /をもう一度送る$/, "もう一度送りますか", "Send it again?", {
    changed: { path: /\/operations\/queue$/, change: (body) => ({ ...body, stuck_mails: [stuck] }) },
  }),
];
