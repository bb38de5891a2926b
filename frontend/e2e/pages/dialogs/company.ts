/** Dialogs of a company. */

import { accepted, asked, at, strangeSeed, withNote } from "../places.ts";
import { type DialogUnderTest, dialog } from "./dialog.ts";

const mayMove = (move: string) => ({
  path: /\/introductions\/[^/]+$/,
  change: (body: Record<string, unknown>) => ({ ...body, moves: [move] }),
});

export const ofCompany: DialogUnderTest[] = [
  dialog(at("/seeds"), "検索を保存", "この検索を保存する", "Save this search"),
  dialog(at("/seeds"), "書き出す", "検索結果を書き出す", "Export the results"),
  dialog(strangeSeed, "紹介を依頼する", "紹介の依頼", "Ask for an introduction"),
  dialog(withNote, "削除", "このメモを削除しますか", "Delete this note?"),
  dialog(asked, "取り下げる", "依頼を取り下げますか", "Withdraw the request?"),
  dialog(asked, "質問に返事をする", "質問に返事をする", "Reply to the question", {
    changed: mayMove("provide_info"),
  }),
  dialog(asked, "この相手に依頼する", "提案された相手に依頼する", "Ask the proposed partner", {
    changed: mayMove("confirm"),
  }),
  dialog(accepted, "紹介を終了する", "成立した紹介を終了しますか", "End the accepted introduction?"),
  dialog(at("/candidates"), /^対象外/, "対象外にする理由", "Why do you dismiss it?"),
  dialog(at("/saved-searches"), "変更", "名前とお知らせを変更", "Change name and mails"),
  dialog(at("/saved-searches"), "削除", /「.+」を削除しますか/, /^Delete “.+”\?/),
  dialog(
    at("/settings/security"),
    "この端末以外をすべて終了する",
    "この端末以外のセッションをすべて終了しますか",
    "End all sessions but this one?",
  ),
  dialog(at("/settings/security"), "退会の手続きへ進む", "退会の確認", "Leave the consortium"),
];
