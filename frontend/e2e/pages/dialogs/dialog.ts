/** A dialog to be tested. */

import type { Change } from "../../support/between.ts";
import type { Place } from "../places.ts";

type Words = string | RegExp;

export interface DialogUnderTest {
  /** The page, as its reader finds it */
  at: Place;
  /** The button that opens it, in Japanese; the first of that name */
  opener: Words;
  title: { ja: Words; en: Words };
  more: {
    /** What comes before it: a text, or ticks in every box */
    write?: [field: RegExp, text: string];
    tick?: boolean;
    /** A phone has no such button there */
    wide?: boolean;
    /** What the server would say on another day */
    changed?: Change;
  };
}

export function dialog(
  at: Place,
  opener: Words,
  ja: Words,
  en: Words,
  more: DialogUnderTest["more"] = {},
): DialogUnderTest {
  return { at, opener, title: { ja, en }, more };
}
