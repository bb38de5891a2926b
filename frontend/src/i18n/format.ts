/** Dates, numbers and names as they are written in each language. Instants are shown in Japan's time. */
import { type Locale, useLocale } from "./locale";

export interface Bilingual {
  ja?: string | null;
  en?: string | null;
}

const ZONE = "Asia/Tokyo";
const TAG: Record<Locale, string> = { ja: "ja-JP", en: "en-GB" };

/** A formatter takes longer to make than everything that is formatted with it: one for each language, made when first wanted. */
function once<T>(make: (locale: Locale) => T): (locale: Locale) => T {
  const made = new Map<Locale, T>();
  return (locale) => {
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}

const dateStyle = (locale: Locale) => (locale === "ja" ? "long" : "medium");
// A calendar day has no zone.
const days = once(
  (locale) => new Intl.DateTimeFormat(TAG[locale], { dateStyle: dateStyle(locale), timeZone: "UTC" }),
);
const dates = once(
  (locale) => new Intl.DateTimeFormat(TAG[locale], { dateStyle: dateStyle(locale), timeZone: ZONE }),
);
const moments = once(
  (locale) =>
    new Intl.DateTimeFormat(TAG[locale], {
      year: "numeric",
      month: locale === "ja" ? "numeric" : "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZone: ZONE,
    }),
);
const times = once(
  (locale) => new Intl.DateTimeFormat(TAG[locale], { hour: "2-digit", minute: "2-digit", timeZone: ZONE }),
);
const distances = once((locale) => new Intl.RelativeTimeFormat(TAG[locale], { numeric: "auto" }));
const numbers = once((locale) => new Intl.NumberFormat(TAG[locale]));
const percents = once(
  (locale) => new Intl.NumberFormat(TAG[locale], { style: "percent", maximumFractionDigits: 0 }),
);

function ago(locale: Locale, at: string, now = Date.now()): string {
  const seconds = (new Date(at).getTime() - now) / 1000;
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ["minute", 60],
    ["hour", 3600],
    ["day", 86_400],
    ["month", 2_629_800],
    ["year", 31_557_600],
  ];
  let best: [Intl.RelativeTimeFormatUnit, number] = ["minute", 60];
  for (const step of steps) if (Math.abs(seconds) >= step[1]) best = step;
  // Japanese sets no space between a number and its counter.
  return distances(locale)
    .format(Math.round(seconds / best[1]), best[0])
    .replace(locale === "ja" ? " " : "", "");
}

/** The text in the wanted language, else in the other. */
export function pick(locale: Locale, text: Bilingual | null | undefined): string {
  if (!text) return "";
  return (locale === "ja" ? text.ja || text.en : text.en || text.ja) ?? "";
}

/** The language that `pick` took, if it is not the wanted one: for a `lang` attribute. */
export function pickedLang(locale: Locale, text: Bilingual | null | undefined): Locale | undefined {
  if (!text) return undefined;
  const other: Locale = locale === "ja" ? "en" : "ja";
  return text[locale] ? undefined : text[other] ? other : undefined;
}

/** Everything that is written differently in each language. */
export function useFormat() {
  const locale = useLocale();
  return {
    locale,
    date: (at: string) => (/^\d{4}-\d{2}-\d{2}$/.test(at) ? days : dates)(locale).format(new Date(at)),
    dateTime: (at: string) => moments(locale).format(new Date(at)),
    time: (at: string) => times(locale).format(new Date(at)),
    ago: (at: string) => ago(locale, at),
    number: (value: number) => numbers(locale).format(value),
    percent: (share: number) => percents(locale).format(share),
    pick: (text: Bilingual | null | undefined) => pick(locale, text),
    lang: (text: Bilingual | null | undefined) => pickedLang(locale, text),
    list: (items: string[]) => (locale === "ja" ? items.join("、") : items.join(", ")),
  };
}
