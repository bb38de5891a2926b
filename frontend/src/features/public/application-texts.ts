/** Words of the application form. */
import { messages } from "@/i18n/messages";

export const applicationTexts = messages(
  {
    you: "あなたについて",
    name: "お名前",
    inJapanese: "日本語",
    inLatin: "英語表記",
    inEnglish: "英語",
    oneIsEnough: "どちらか一方でも構いません。",
    email: "メールアドレス",
    emailSupport: "所属機関から発行された、ご本人のアドレス。フリーメールや共有アドレスは使えません。",
    language: "メールの言語",
    where: "所属機関について",
    whereSupport:
      "すでに参加している機関の方も、正式な名称を入力してください。事務局が照らし合わせます。参加機関の一覧は、会員以外には公開していません。",
    organisation: "機関名",
    kind: "機関の種類",
    choose: "選んでください",
    what: "Enishi でなさりたいこと",
    role: "役割",
    roleSupport: "機関の種類によって決まります。",
    kindFirst: "先に機関の種類を選んでください。",
    roles: {
      researcher: "シーズを登録し、企業からの声を受け取る（研究者・TLO）",
      company: "シーズを探し、ニーズを登録する（企業）",
      liaison: "公開前の登録情報を確かめ、両者を取り持つ（知財リエゾン）",
    },
    motivation: "入会を希望する理由",
    motivationSupport:
      "担当されている研究や業務と、Enishi で期待することをお書きください。研究の内容や未公開の情報は書かないでください。",
    required: {
      name: "日本語か英語の、どちらかで入力してください。",
      text: "入力してください。",
      choice: "選んでください。",
    },
    privacy:
      "いただいた内容は、入会の審査と会員の管理だけに使います。ほかの会員には、入会するまで知らされません。",
    send: "申し込む",
  },
  {
    you: "About you",
    name: "Name",
    inJapanese: "In Japanese",
    inLatin: "In Latin letters",
    inEnglish: "In English",
    oneIsEnough: "One of the two is enough.",
    email: "E-mail address",
    emailSupport: "Your own address at your institution; no free-mail and no shared mailbox.",
    language: "Language of mails",
    where: "Your organisation",
    whereSupport:
      "Please give its official name, also if it takes part already: the secretariat compares. Who takes part is not shown to outsiders.",
    organisation: "Name of the organisation",
    kind: "Kind of organisation",
    choose: "Please choose",
    what: "What you want to do",
    role: "Role",
    roleSupport: "It depends on the kind of organisation.",
    kindFirst: "Please choose the kind of organisation first.",
    roles: {
      researcher: "List seeds and hear from companies (researchers, TLOs)",
      company: "Look for seeds and list needs (companies)",
      liaison: "Check listings before publication and bring both sides together (IP liaisons)",
    },
    motivation: "Why you want to join",
    motivationSupport:
      "What you work on and what you expect of Enishi. Please write nothing about unpublished results.",
    required: {
      name: "Please fill in one of the two.",
      text: "Please fill this in.",
      choice: "Please choose one.",
    },
    privacy:
      "We use this to decide about membership and to keep the list of members, for nothing else. Other members learn nothing of it before you join.",
    send: "Send the application",
  },
);
