/** The text of a version, in the reader's language where it exists. */
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";

export function UndertakingText({
  undertaking,
  level,
}: {
  undertaking: Pick<Schemas["UndertakingView"], "title" | "text">;
  level: 2 | 3;
}) {
  const { pick, lang } = useFormat();
  const Heading = level === 2 ? "h2" : "h3";
  const paragraphs = pick(undertaking.text)
    .trim()
    .split(/\n{2,}/);
  return (
    <div className="flex flex-col gap-4">
      <Heading lang={lang(undertaking.title)} className="text-[1.25rem] leading-snug font-bold">
        {pick(undertaking.title)}
      </Heading>
      <div lang={lang(undertaking.text)} className="flex flex-col gap-4 leading-[1.9]">
        {paragraphs.map((paragraph, place) => (
          <p key={place} className="whitespace-pre-line">
            {paragraph}
          </p>
        ))}
      </div>
    </div>
  );
}
