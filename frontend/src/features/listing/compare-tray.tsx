/** What was put aside to compare: stays at the lower edge while one goes on searching. */
import { Link } from "@tanstack/react-router";
import { writeHash } from "@/features/search/hash";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { Icon } from "@/ui/icons";
import { toast } from "@/ui/toast";
import {
  type Compared,
  clearCompared,
  MOST_COMPARED,
  restoreCompared,
  titleOfCompared,
  toggleCompared,
  useCompared,
} from "./comparison";

const texts = messages(
  {
    tray: "比較するシーズ",
    count: (n: number) => `比較 ${n} / ${MOST_COMPARED}`,
    compare: "並べて比較する",
    clear: "すべて外す",
    cleared: "比較をすべて外しました",
    undo: "元に戻す",
    remove: (name: string) => `${name} を比較から外す`,
  },
  {
    tray: "Seeds to compare",
    count: (n: number) => `Compare ${n} / ${MOST_COMPARED}`,
    compare: "Compare side by side",
    clear: "Remove all",
    cleared: "The comparison is empty",
    undo: "Undo",
    remove: (name: string) => `Take ${name} off the comparison`,
  },
);

export function linkToComparison(ids: string[]) {
  return { to: "/compare", hash: writeHash({ id: ids }) } as const;
}

export function CompareTray() {
  const t = useMessages(texts);
  const compared = useCompared();
  return (
    <>
      <p role="status" className="sr-only">
        {compared.length > 0 ? t.count(compared.length) : ""}
      </p>
      {compared.length > 0 ? <Tray compared={compared} /> : null}
    </>
  );
}

function Tray({ compared }: { compared: Compared[] }) {
  const t = useMessages(texts);
  const { pick, lang } = useFormat();
  const clear = () => {
    const before = compared;
    clearCompared();
    toast(t.cleared, { label: t.undo, run: () => restoreCompared(before) });
  };
  return (
    <section
      aria-label={t.tray}
      className="sticky bottom-3 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-ai-300 bg-white px-4 py-2 shadow-lg no-print"
    >
      <p className="font-bold whitespace-nowrap">{t.count(compared.length)}</p>
      <ul className="hidden min-w-0 flex-1 flex-wrap gap-2 md:flex">
        {compared.map(({ id, reference }) => {
          const title = titleOfCompared(id);
          return (
            <li
              key={id}
              className="flex max-w-60 items-center rounded-lg border border-line bg-ai-50 pl-2.5 text-[0.875rem]"
            >
              <Link
                to="/seeds/$id"
                params={{ id }}
                lang={lang(title)}
                className="truncate text-ink no-underline hover:underline"
              >
                {pick(title) || reference}
              </Link>
              <button
                type="button"
                aria-label={t.remove(reference)}
                className="inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-ai-900 hover:bg-ai-100"
                onClick={() => toggleCompared({ id, reference })}
              >
                <Icon name="close" size={16} />
              </button>
            </li>
          );
        })}
      </ul>
      <div className="ml-auto flex items-center gap-2">
        <Button look="quiet" size="small" className="min-h-11" onClick={clear}>
          {t.clear}
        </Button>
        <LinkButton look="primary" {...linkToComparison(compared.map((one) => one.id))}>
          {t.compare}
        </LinkButton>
      </div>
    </section>
  );
}
