/** The best new matches of one's own listings. */
import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { Score } from "@/features/candidates/parts";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";

const texts = messages(
  { for: (own: string) => `こちらの登録：${own}`, untitled: "（題名は伏せられています）" },
  { for: (own: string) => `Yours: ${own}`, untitled: "(title not shown)" },
);

export function NewMatches({ items }: { items: Schemas["CandidateView"][] }) {
  const t = useMessages(texts);
  const { pick, lang } = useFormat();
  return (
    <ul className="divide-y divide-line rounded-xl border border-line bg-white">
      {items.slice(0, 3).map(({ id, own, other, score }) => {
        const title = other.seed?.title ?? other.need?.title;
        const ownTitle = own.seed?.title ?? own.need?.title;
        return (
          <li key={id}>
            <Link
              to="/candidates/$id"
              params={{ id }}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 text-ink no-underline hover:bg-ai-50"
            >
              <span className="min-w-0 flex-1 basis-72">
                <span lang={lang(title)} className="block leading-snug font-bold">
                  {pick(title) || t.untitled}
                </span>
                <span lang={lang(ownTitle)} className="text-[0.875rem] text-ink-soft">
                  {t.for(pick(ownTitle) || own.reference)}
                </span>
              </span>
              <span className="sm:w-44">
                <Score score={score} />
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
