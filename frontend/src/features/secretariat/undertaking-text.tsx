/** The text in both languages, side by side where there is room. */
import type { Bilingual } from "@/i18n/format";
import { Card } from "@/ui/page";

export function BothTexts({ title, text }: { title: Bilingual; text: Bilingual }) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      {(["ja", "en"] as const).map((language) => (
        <Card key={language}>
          <div lang={language} className="flex flex-col gap-3">
            <h3 className="text-[1.0625rem] font-bold">{title[language]}</h3>
            <p className="text-[0.9375rem] whitespace-pre-wrap">{text[language]}</p>
          </div>
        </Card>
      ))}
    </div>
  );
}
