/** What the search field understands, in a disclosure. */
import { messages, useMessages } from "@/i18n/messages";

const texts = messages(
  {
    title: "検索の書き方",
    intro: "日本語でも英語でも検索できます。言い換えや略語、もう一方の言語での呼び方も一緒に探します。",
    rows: {
      phrase: { write: '"抗体薬物複合体"', means: "この並びのまま書かれているもの" },
      not: { write: "認知症 -デジタル", means: "「デジタル」を含まないもの（NOT でも同じ）" },
      or: { write: "膵がん OR 胆道がん", means: "どちらかを含むもの。かっこでまとめられます" },
      prefix: { write: "immuno*", means: "immuno で始まる語" },
      title: { write: "題名:抗体", means: "タイトルだけを探す。適応: 標的: も使えます" },
      code: { write: "モダリティ:ADC 領域:がん", means: "分類で絞り込む" },
      org: { write: "機関:あけぼの", means: "機関名で探す（機関名が公開されているものだけ）" },
    },
  },
  {
    title: "How to write a search",
    intro:
      "Search in Japanese or English. Synonyms, abbreviations and names in the other language are searched too.",
    rows: {
      phrase: { write: '"antibody drug conjugate"', means: "Exactly these words in this order" },
      not: { write: "dementia -digital", means: "Without “digital” (NOT does the same)" },
      or: { write: "pancreatic OR biliary", means: "Either of them; brackets group" },
      prefix: { write: "immuno*", means: "Words that begin with immuno" },
      title: { write: "title:antibody", means: "In titles only; also indication: and target:" },
      code: { write: "modality:ADC area:cancer", means: "Narrow by classification" },
      org: { write: "org:Akebono", means: "By organisation, where its name is shown" },
    },
  },
);

export function Operators() {
  const t = useMessages(texts);
  return (
    <details className="text-[0.9375rem]">
      <summary className="inline-flex min-h-8 items-center text-ai-900 underline underline-offset-4">
        {t.title}
      </summary>
      <div className="mt-2 flex flex-col gap-3 rounded-xl border border-line bg-white p-4">
        <p>{t.intro}</p>
        <dl className="grid grid-cols-1 gap-x-6 gap-y-1.5 sm:grid-cols-[auto_1fr]">
          {Object.values(t.rows).map(({ write, means }) => (
            <div key={write} className="contents">
              <dt>
                <code className="rounded bg-ai-50 px-1.5 py-0.5 font-sans text-ai-1000">{write}</code>
              </dt>
              <dd className="mb-2 text-ink-soft sm:mb-0">{means}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
