/** A short list on a start page: each row leads somewhere, and says what it is and how it stands. */
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Locale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";

const texts = messages({ all: "すべて見る" }, { all: "Show all" });

export interface Row {
  key: string;
  link: LinkProps;
  title: string;
  lang?: Locale | undefined;
  /** Under the title: whose it is, its number */
  under?: ReactNode;
  badge?: ReactNode;
  /** How it stands */
  state?: string;
  urgent?: boolean;
}

export function Rows({ rows }: { rows: Row[] }) {
  return (
    <ul className="divide-y divide-line rounded-xl border border-line bg-white">
      {rows.map(({ key, link, title, lang, under, badge, state, urgent }) => (
        <li key={key}>
          <Link
            {...link}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 text-ink no-underline hover:bg-ai-50"
          >
            <span className="min-w-0 flex-1 basis-72">
              <span lang={lang} className="block leading-snug font-bold">
                {title}
              </span>
              {under ? <span className="block text-[0.875rem] text-ink-soft">{under}</span> : null}
            </span>
            {badge}
            {state ? (
              <span
                className={`basis-full text-[0.9375rem] sm:basis-60 sm:text-right ${urgent ? "font-bold text-shu-800" : "text-ink-soft"}`}
              >
                {state}
              </span>
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function ShowAll({ link }: { link: LinkProps }) {
  const t = useMessages(texts);
  return (
    <LinkButton size="small" {...link}>
      {t.all}
    </LinkButton>
  );
}
