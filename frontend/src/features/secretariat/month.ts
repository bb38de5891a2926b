/** A month as it is written in each language. */
import type { Locale } from "@/i18n/locale";

export function monthName(locale: Locale, firstDay: string): string {
  return new Intl.DateTimeFormat(locale === "ja" ? "ja-JP" : "en-GB", {
    year: "numeric",
    month: locale === "ja" ? "long" : "short",
    timeZone: "UTC",
  }).format(new Date(firstDay));
}
