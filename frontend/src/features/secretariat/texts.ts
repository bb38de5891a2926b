/** Words that several pages of the secretariat share. */
import { messages } from "@/i18n/messages";

export const applicationStates = messages(
  { received: "審査中", approved: "承認・招待済み", declined: "見送り", joined: "入会済み" },
  { received: "To vet", approved: "Approved and invited", declined: "Declined", joined: "Joined" },
);

export const memberStates = messages(
  { active: "利用中", suspended: "停止中", left: "退会" },
  { active: "Active", suspended: "Suspended", left: "Left" },
);

export const organisationStates = messages(
  { active: "参加中", suspended: "停止中", left: "脱退" },
  { active: "Takes part", suspended: "Suspended", left: "Left" },
);

export const accessReasons = messages(
  {
    own_request: "本人の申し出",
    left_organisation: "退職・異動",
    organisation_left: "機関の脱退",
    security: "アカウントの安全に関わる懸念",
    suspected_breach: "誓約違反の疑い",
    cleared: "問題が解消した",
    inactive: "長期間の利用なし",
    other: "その他",
  },
  {
    own_request: "The person asked for it",
    left_organisation: "Left the organisation or changed duties",
    organisation_left: "The organisation left",
    security: "The account may be in other hands",
    suspected_breach: "The undertaking may have been broken",
    cleared: "The matter was cleared up",
    inactive: "Long unused",
    other: "Other",
  },
);

export const common = messages(
  {
    all: "すべて",
    name: "氏名",
    organisation: "機関",
    role: "役割",
    state: "状態",
    ja: "日本語",
    en: "英語",
    save: "保存する",
    cancel: "キャンセル",
    saved: "保存しました",
    more: "さらに表示",
    count: (n: number) => `${n}件を表示`,
    countAll: (n: number) => `全${n}件`,
    yes: "はい",
    no: "いいえ",
    none: "なし",
    stale:
      "開いた後に内容が変わっていたため、最新の内容を読み込みました。入力した内容は残っています。確かめて、もう一度保存してください。",
    changedMeanwhile: "別の方が先に変更していました",
  },
  {
    all: "All",
    name: "Name",
    organisation: "Organisation",
    role: "Role",
    state: "State",
    ja: "Japanese",
    en: "English",
    save: "Save",
    cancel: "Cancel",
    saved: "Saved",
    more: "Show more",
    count: (n: number) => `${n} shown`,
    countAll: (n: number) => `${n} in all`,
    yes: "Yes",
    no: "No",
    none: "None",
    stale:
      "It changed after you opened it. The latest is loaded now, and what you entered is kept. Check it and save again.",
    changedMeanwhile: "Somebody else changed it first",
  },
);
