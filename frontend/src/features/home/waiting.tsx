/** What waits for the reader: a count and a link each. What waits for nothing is not shown. */
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "@/ui/icons";
import { Section } from "@/ui/page";
import { Failure, Loading } from "@/ui/states";

const texts = messages(
  { title: "お待ちしている用件", none: "お待ちしている用件はありません。" },
  { title: "Waiting for you", none: "Nothing waits for you right now." },
);

export interface WaitingItem {
  label: string;
  /** `undefined` while it loads */
  count: number | undefined;
  /** There are more than were counted */
  more?: boolean;
  link: LinkProps;
  /** Late, or a danger */
  urgent?: boolean;
}

interface Loaded {
  error: unknown;
  isLoading: boolean;
  refetch: () => unknown;
}

/** What follows on the page comes together with it, so that nothing is pushed away under the reader's finger. */
export function Waiting({
  items,
  queries,
  children,
}: {
  items: WaitingItem[];
  queries: Loaded[];
  children: ReactNode;
}) {
  const t = useMessages(texts);
  const { number } = useFormat();
  const failed = queries.filter((query) => query.error);
  const loading = queries.some((query) => query.isLoading);
  const shown = items.filter((item) => (item.count ?? 0) > 0);
  return (
    <>
      <Section title={t.title}>
        {failed[0] ? (
          <Failure error={failed[0].error} again={() => failed.forEach((query) => void query.refetch())} />
        ) : null}
        {loading ? (
          <Loading lines={8} />
        ) : shown.length === 0 ? (
          failed[0] ? null : (
            <p className="flex items-center gap-2 rounded-xl border border-line bg-white px-5 py-4">
              <span className="text-green-900">
                <Icon name="check" />
              </span>
              {t.none}
            </p>
          )
        ) : (
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {shown.map((item) => (
              <li key={item.label}>
                <Link
                  {...item.link}
                  className={`flex h-full min-h-20 items-center gap-4 rounded-xl border bg-white px-5 py-3 text-ink no-underline hover:bg-ai-50 ${item.urgent ? "border-shu-800" : "border-line"}`}
                >
                  <span
                    className={`min-w-10 text-[2rem] leading-none font-bold tabular-nums ${item.urgent ? "text-shu-800" : "text-ai-900"}`}
                  >
                    {number(item.count ?? 0)}
                    {item.more ? "+" : ""}
                  </span>
                  <span className="min-w-0 flex-1 leading-snug [word-break:auto-phrase]">{item.label}</span>
                  <Icon name="right" />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {loading ? null : children}
    </>
  );
}
