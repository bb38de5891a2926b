/** Which words of a text went and which came. Japanese is cut into words as the platform's dictionary cuts it. */
import { diffWordsWithSpace } from "diff";

export interface Part {
  text: string;
  change: "same" | "removed" | "added";
}

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

export function wordParts(before: string, after: string): Part[] {
  return diffWordsWithSpace(before, after, { intlSegmenter: segmenter }).map(({ value, added, removed }) => ({
    text: value,
    change: added ? "added" : removed ? "removed" : "same",
  }));
}
