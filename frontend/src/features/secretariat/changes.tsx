/** What was taken out of a text and what was put in. Cut at words, in Japanese too. */
import { diffWordsWithSpace } from "diff";
import { useLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { isSame, shortened } from "./shorten";

const texts = messages({ same: "変更はありません" }, { same: "No changes" });

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

export function Changes({ before, after }: { before: string; after: string }) {
  const t = useMessages(texts);
  const locale = useLocale();
  if (!before) return <>{after}</>;
  const parts = diffWordsWithSpace(before, after, { intlSegmenter: segmenter });
  if (isSame(parts)) return <span lang={locale}>{t.same}</span>;
  return shortened(parts).map((part, place) =>
    part.added ? (
      <ins key={place} className="bg-green-50 font-bold text-green-1000 decoration-2">
        {part.value}
      </ins>
    ) : part.removed ? (
      <del key={place} className="bg-shu-50 text-shu-900">
        {part.value}
      </del>
    ) : (
      <span key={place}>{part.value}</span>
    ),
  );
}
