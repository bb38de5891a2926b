/** The best new matches, of one's own listings or of those a liaison brings together. Without any there is nothing to see. */
import type { Schemas } from "@/api/client";
import { Score } from "@/features/candidates/parts";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { kindNames } from "@/ui/badges";
import { Section } from "@/ui/page";
import { Rows, ShowAll } from "./rows";

const texts = messages(
  {
    own: (name: string) => `こちらの登録：${name}`,
    other: (kind: string, name: string) => `${kind}：${name}`,
    untitled: "（題名は伏せられています）",
  },
  {
    own: (name: string) => `Yours: ${name}`,
    other: (kind: string, name: string) => `${kind}: ${name}`,
    untitled: "(title not shown)",
  },
);

export function NewMatches({
  title,
  items,
}: {
  title: string;
  items: Schemas["CandidateView"][] | undefined;
}) {
  const t = useMessages(texts);
  const kinds = useMessages(kindNames);
  const { pick, lang } = useFormat();
  if (!items || items.length === 0) return null;
  return (
    <Section title={title} actions={<ShowAll link={{ to: "/candidates" }} />}>
      <Rows
        rows={items.slice(0, 3).map(({ id, side, own, other, score }) => {
          const name = other.seed?.title ?? other.need?.title;
          const ownName = own.seed?.title ?? own.need?.title;
          const words = pick(ownName) || own.reference;
          return {
            key: id,
            link: { to: "/candidates/$id", params: { id } },
            title: pick(name) || t.untitled,
            lang: lang(name),
            under: (
              <span lang={lang(ownName)}>
                {side === "liaison" ? t.other(kinds[own.need ? "need" : "seed"], words) : t.own(words)}
              </span>
            ),
            badge: (
              <span className="sm:w-44">
                <Score score={score} />
              </span>
            ),
          };
        })}
      />
    </Section>
  );
}
