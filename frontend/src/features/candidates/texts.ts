/** Words that the board and the page of one match share. */
import { messages } from "@/i18n/messages";

export const candidateTexts = messages(
  {
    state: {
      new: "新着",
      seen: "確認済み",
      interested: "関心あり",
      not_now: "今回は見送り",
      dismissed: "対象外",
    },
    mark: { endorsed: "リエゾン推薦", suppressed: "非表示にした組" },
    strength: { strong: "とても近い", good: "近い", partial: "一部が近い", weak: "関連は弱い" },
    score: (score: string, word: string) => `一致度 ${score} / 100・${word}`,
    lapsed: "一致しなくなりました",
    lapsedWhy: "どちらかの内容が変わり、いまの記載では一致しません。判断を残すために表示しています。",
    kind: { seed: "シーズ", need: "ニーズ" },
    own: { seed: "自分のシーズ", need: "自社のニーズ" },
    other: { seed: "相手のシーズ", need: "相手のニーズ" },
    untitled: "（タイトルなし）",
    reason: (word: string) => `理由：${word}`,
  },
  {
    state: {
      new: "New",
      seen: "Seen",
      interested: "Interested",
      not_now: "Not now",
      dismissed: "Dismissed",
    },
    mark: { endorsed: "Recommended by the liaison", suppressed: "Hidden pair" },
    strength: { strong: "very close", good: "close", partial: "partly close", weak: "weak relation" },
    score: (score: string, word: string) => `Match ${score} of 100, ${word}`,
    lapsed: "No longer matches",
    lapsedWhy: "One of the two has changed; as they read now they do not match. Kept for your decision.",
    kind: { seed: "Seed", need: "Need" },
    own: { seed: "Your seed", need: "Your need" },
    other: { seed: "Their seed", need: "Their need" },
    untitled: "(untitled)",
    reason: (word: string) => `Reason: ${word}`,
  },
);
