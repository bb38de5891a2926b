/** A public seed in the list. */
import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { useWords } from "@/features/vocabulary";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge, organisationKindNames } from "@/ui/badges";

const texts = messages(
  { patent: (status: string) => `特許：${status}` },
  { patent: (status: string) => `Patent: ${status}` },
);

export function PublicCard({ seed }: { seed: Schemas["PublicSeed"] }) {
  const t = useMessages(texts);
  const word = useWords();
  const kinds = useMessages(organisationKindNames);
  const { pick, lang } = useFormat();
  return (
    <article className="relative flex h-full flex-col gap-2 rounded-xl border border-line bg-white p-5 hover:bg-ai-50/60">
      <p className="flex flex-wrap items-center gap-x-3 text-[0.875rem] text-ink-soft">
        <span>{seed.reference}</span>
        <span>{kinds[seed.institution_type]}</span>
      </p>
      <h2 lang={lang(seed.title)} className="text-[1.125rem] leading-snug font-bold">
        <Link
          to="/public/$reference"
          params={{ reference: seed.reference }}
          className="text-ai-900 underline-offset-4 after:absolute after:inset-0 after:rounded-xl hover:underline"
        >
          {pick(seed.title) || seed.reference}
        </Link>
      </h2>
      {seed.summary ? (
        <p lang={lang(seed.summary)} className="text-[0.9375rem]">
          {pick(seed.summary)}
        </p>
      ) : null}
      <p className="mt-auto flex flex-wrap gap-1.5 pt-1 [&>span]:whitespace-normal">
        {(seed.disease_areas ?? []).map((code) => (
          <Badge key={code} look="ai">
            {word("disease_areas", code)}
          </Badge>
        ))}
        {(seed.modalities ?? []).map((code) => (
          <Badge key={code}>{word("modalities", code)}</Badge>
        ))}
        <Badge look="green">{t.patent(word("ip_statuses", seed.ip_status))}</Badge>
      </p>
    </article>
  );
}
