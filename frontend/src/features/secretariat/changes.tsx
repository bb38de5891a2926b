/** A text with what was taken out and what was put in. Cut at words, in Japanese too. */
import { diffWordsWithSpace } from "diff";

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

export function Changes({ before, after }: { before: string; after: string }) {
  if (!before) return <>{after}</>;
  return diffWordsWithSpace(before, after, { intlSegmenter: segmenter }).map((part, place) =>
    part.added ? (
      <ins key={place} className="bg-green-50 text-green-1000 decoration-2">
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
