/** Texts of the screen, typed: a text that exists in Japanese and not in English does not compile. */
import { getLocale, type Locale, useLocale } from "./locale";

type Text = string | ((...values: never[]) => string);
interface Catalogue {
  readonly [key: string]: Text | Catalogue;
}
type SameAs<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : SameAs<T[K]>;
};

/** Both languages of one place's texts. Japanese is the source. */
export interface Messages<T> {
  ja: T;
  en: T;
}

/** Declares the texts of one place. */
export function messages<T extends Catalogue>(ja: T, en: SameAs<T>): Messages<T> {
  return { ja, en: en as unknown as T };
}

/** The texts of one place in the language of the screen. */
export function useMessages<T>(both: Messages<T>): T {
  return both[useLocale()];
}

/** As `useMessages`, outside of a component. */
export function textsNow<T>(both: Messages<T>): T {
  return both[getLocale()];
}

const numbers = new Intl.NumberFormat("en");
const plurals = new Intl.PluralRules("en");

/** English plural: `plural(2, "seed")` is "2 seeds". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${plurals.select(count) === "one" ? one : many}`;
}

export type { Locale };
