/** Texts of the search page. */
import { messages, plural } from "@/i18n/messages";

export const texts = messages(
  {
    title: { seed: "シーズを探す", need: "ニーズを探す" },
    lead: {
      seed: "日本語でも英語でも検索できます。何を検索したかは、あなたにしか見えません。",
      need: "日本語でも英語でも検索できます。何を検索したかは、あなたにしか見えません。",
    },
    tab: (asked: string, n: string, title: string) => `${asked}（${n}件） – ${title}`,
    shortcuts: "ショートカット",
    aboutText: "文章から探す",
    narrow: "絞り込み",
    narrowWith: (n: number) => (n > 0 ? `絞り込み（${n}）` : "絞り込み"),
    show: "結果を表示",
    showSome: (n: string) => `${n}件を表示`,
    results: "検索結果",
    newest: { seed: "新着のシーズ", need: "新着のニーズ" },
    didYouMean: "もしかして：",
    relaxed: "すべての語を含むものはありませんでした",
    relaxedDetail: "いずれかの語を含むものを、近い順に表示しています。",
    nothing: { seed: "条件に合うシーズはありません", need: "条件に合うニーズはありません" },
    nothingNarrowed: "絞り込みを外すと見つかるかもしれません。",
    nothingDetail:
      "語を減らす、言い換える、英語で書くなどをお試しください。検索を保存すると、掲載されたときにお知らせします。",
    nothingYet: "掲載されると、ここに新しい順に並びます。",
    widen: "絞り込みを外す",
    also: { seed: "近いシーズ", need: "近いニーズ" },
    alsoDetail: "語の一部を含むもの、内容の近いものです。件数には含みません。",
    shown: (n: string, total: string) => `${total}件中 ${n}件を表示`,
    more: "続きを表示",
  },
  {
    title: { seed: "Find seeds", need: "Find needs" },
    lead: {
      seed: "In Japanese or English. Nobody but you sees what you search for.",
      need: "In Japanese or English. Nobody but you sees what you search for.",
    },
    tab: (asked: string, n: string, title: string) => `${asked} (${n}) – ${title}`,
    shortcuts: "Shortcuts",
    aboutText: "Search with a text",
    narrow: "Filters",
    narrowWith: (n: number) => (n > 0 ? `Filters (${n})` : "Filters"),
    show: "Show results",
    showSome: (n: string) => `Show ${n} results`,
    results: "Results",
    newest: { seed: "Newest seeds", need: "Newest needs" },
    didYouMean: "Did you mean",
    relaxed: "Nothing has all the words",
    relaxedDetail: "Shown is what has any of them, nearest first.",
    nothing: { seed: "No seed fulfils this search", need: "No need fulfils this search" },
    nothingNarrowed: "Without the filters something may be found.",
    nothingDetail:
      "Try fewer words, other words, or the other language. Save the search to be told when something is listed.",
    nothingYet: "What is listed appears here, newest first.",
    widen: "Remove filters",
    also: { seed: "Seeds close to it", need: "Needs close to it" },
    alsoDetail: "They have some of the words or are about the same; they are not counted.",
    shown: (n: string, total: string) => `${n} of ${total} shown`,
    more: "Show more",
  },
);

export const nearTexts = messages(
  { shared: "共通する語", named: (name: string) => `（${name}）`, count: (n: number) => `近い順に${n}件` },
  {
    shared: "Shared words",
    named: (name: string) => ` (${name})`,
    count: (n: number) => `${plural(n, "listing")}, nearest first`,
  },
);
