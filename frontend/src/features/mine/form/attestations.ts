/** What an owner states with a submission: one plain sentence each. */
import type { Schemas } from "@/api/client";
import { messages } from "@/i18n/messages";

export const statements = [
  "inventors_agree",
  "institution_agrees",
  "no_third_party_secret",
  "no_patient_data",
  "linter_checked",
] as const;

export const emptyAttestations: Schemas["Attestations"] = {
  inventors_agree: false,
  institution_agrees: false,
  no_third_party_secret: false,
  no_patient_data: false,
  linter_checked: false,
};

export const attestationTexts = messages(
  {
    confirm: "確かめてチェックしてください。",
    short: {
      inventors_agree: "関係者の同意",
      institution_agrees: "機関の同意",
      no_third_party_secret: "第三者の秘密",
      no_patient_data: "患者さんの情報",
      linter_checked: "指摘の確認",
    },
    seed: {
      inventors_agree: "発明者の全員が、この内容で掲載することに同意しています。",
      institution_agrees: "所属機関が、この内容で掲載することに同意しています。",
      no_third_party_secret: "第三者から秘密として預かった情報は含まれていません。",
      no_patient_data: "患者さん個人の情報は含まれていません。",
      linter_checked: "公表にあたるおそれの指摘を確かめました（指摘がない場合もチェックしてください）。",
    },
    need: {
      inventors_agree: "社内の関係者が、この内容で掲載することに同意しています。",
      institution_agrees: "会社として、この内容で掲載することに同意しています。",
      no_third_party_secret: "第三者から秘密として預かった情報は含まれていません。",
      no_patient_data: "患者さん個人の情報は含まれていません。",
      linter_checked: "公表にあたるおそれの指摘を確かめました（指摘がない場合もチェックしてください）。",
    },
  },
  {
    confirm: "Please make sure of it and tick it.",
    short: {
      inventors_agree: "Agreement of those concerned",
      institution_agrees: "Agreement of the institution",
      no_third_party_secret: "Secrets of others",
      no_patient_data: "Patient data",
      linter_checked: "Passages looked at",
    },
    seed: {
      inventors_agree: "All inventors agree to list it in this form.",
      institution_agrees: "My institution agrees to list it in this form.",
      no_third_party_secret: "It holds nothing that somebody else entrusted to us in confidence.",
      no_patient_data: "It holds no data of individual patients.",
      linter_checked: "I have looked at the passages that may enable (tick this also if there are none).",
    },
    need: {
      inventors_agree: "Everybody concerned in the company agrees to list it in this form.",
      institution_agrees: "The company agrees to list it in this form.",
      no_third_party_secret: "It holds nothing that somebody else entrusted to us in confidence.",
      no_patient_data: "It holds no data of individual patients.",
      linter_checked: "I have looked at the passages that may enable (tick this also if there are none).",
    },
  },
);
