/** Words that the queue and the desk share. */
import { messages } from "@/i18n/messages";

export const reviewTexts = messages(
  {
    stage: {
      institution_review: "機関の確認待ち",
      liaison_review: "審査待ち",
      approved: "掲載待ち",
    },
    successor: "掲載中の更新",
    waited: (days: string) => `${days}営業日経過`,
    today: "今日届きました",
    due: (date: string) => `期限 ${date}`,
    overdue: "期限を過ぎています",
    findings: (n: number) => `要確認の文 ${n}件`,
    comments: (n: number) => `未解決のコメント ${n}件`,
    untitled: "（タイトルなし）",
    finding: {
      sequence: "塩基・アミノ酸配列のような記載",
      structure: "構造式のような記載",
      dose: "用量・濃度の記載",
      claim: "請求項のような文",
    },
    decision: {
      institution_approve: "機関として承認",
      request_changes: "修正を依頼",
      approve: "承認",
      publish: "掲載",
    },
    by: { institution: "機関", liaison: "リエゾン" },
    item: {
      title_not_enabling: "タイトルから実施できない",
      no_enabling_detail: "会員に見える記載に、構造・配列・用量・請求項のような文がない",
      no_duplicate: "同じ内容の掲載がない",
      tiers_set: "どの項目にも開示区分がある",
      expiry_set: "掲載の期限がある",
      differentiation_present: "競合との違いが書かれている",
      missing_data_listed: "足りないデータが書かれている",
    },
  },
  {
    stage: {
      institution_review: "Institution to confirm",
      liaison_review: "To review",
      approved: "To publish",
    },
    successor: "Update of a published listing",
    waited: (days: string) => `${days} business ${days === "1" ? "day" : "days"} so far`,
    today: "Came today",
    due: (date: string) => `Due ${date}`,
    overdue: "Overdue",
    findings: (n: number) => (n === 1 ? "1 passage to check" : `${n} passages to check`),
    comments: (n: number) => (n === 1 ? "1 open comment" : `${n} open comments`),
    untitled: "(untitled)",
    finding: {
      sequence: "Looks like a sequence",
      structure: "Looks like a chemical structure",
      dose: "A dose or concentration",
      claim: "Written like a patent claim",
    },
    decision: {
      institution_approve: "Confirmed by the institution",
      request_changes: "Changes requested",
      approve: "Approved",
      publish: "Published",
    },
    by: { institution: "Institution", liaison: "Liaison" },
    item: {
      title_not_enabling: "The title enables nobody",
      no_enabling_detail: "Members see no structure, sequence, dose or claim-like sentence",
      no_duplicate: "It is not listed already",
      tiers_set: "Every field has its tier",
      expiry_set: "It has an expiry date",
      differentiation_present: "It says how it differs from competitors",
      missing_data_listed: "It says which data are missing",
    },
  },
);
