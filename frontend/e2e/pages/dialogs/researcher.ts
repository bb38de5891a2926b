/** Dialogs of researchers. */

import { asked, draft, ownPublished, submitted, waitsFor } from "../places.ts";
import { type DialogUnderTest, dialog } from "./dialog.ts";

export const ofResearcher: DialogUnderTest[] = [
  dialog(asked, "承諾する", "紹介を承諾しますか", "Accept the introduction?"),
  dialog(asked, "質問する", "質問する", "Ask a question"),
  dialog(asked, "見送る", "紹介を見送る", "Decline the introduction"),
  dialog(ownPublished, "期限を更新する", "期限を更新する", "Renew"),
  dialog(ownPublished, "成約として終了する", "成約として終了する", "Close with a deal"),
  dialog(ownPublished, "取り下げる", "取り下げる", "Withdraw"),
  dialog(ownPublished, "チームを変える", "チームを変える", "Change the team"),
  dialog(ownPublished, "見せない機関を変える", "見せない機関を変える", "Change blocked organisations"),
  dialog(ownPublished, "一般公開を希望する", "一般公開を希望する", "Ask to make it public", {
    // The application lies open by now.
    changed: { path: /\/public$/, change: (body) => ({ ...body, obstacle: null }) },
  }),
];

export const ofResearcherOfHokuto: DialogUnderTest[] = [
  dialog(draft("seeds"), "下書きを取り下げる", "下書きを取り下げる", "Withdraw the draft"),
  dialog(submitted("/mine"), "提出を取り戻す", "提出を取り戻す", "Take the submission back"),
];

export const ofReviewerOfMinato: DialogUnderTest[] = [
  dialog(
    waitsFor("institution_approve"),
    /^機関として承認する/,
    "機関として承認しますか",
    "Confirm for the institution?",
  ),
];
