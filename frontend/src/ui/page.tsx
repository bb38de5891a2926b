/** The frame of a page: its title in the tab and as heading, which takes the focus after a change of page. */

import { Link, type LinkProps } from "@tanstack/react-router";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "./icons";

const texts = messages({ trail: "現在の場所" }, { trail: "Where you are" });

let isFirstPage = true;

export interface PageProps {
  title: string;
  /** In the tab, where it says more than the title */
  tab?: string;
  /** Of the title, where it is not that of the screen */
  lang?: string | undefined;
  /** Above the title: where this page is */
  trail?: { label: ReactNode; link: LinkProps }[];
  /** Beside the trail: the way to what stands before and after */
  step?: ReactNode;
  /** Beside the title */
  actions?: ReactNode;
  /** Under the title */
  lead?: ReactNode;
  /** `narrow`: to read and fill in. `wide`: to work in */
  width?: "narrow" | "normal" | "wide";
  children: ReactNode;
}

const widths = { narrow: "max-w-[46rem]", normal: "max-w-[72rem]", wide: "max-w-[104rem]" };

/** For a page with a frame of its own: names the tab, and gives the heading (`tabIndex={-1}`) the focus after a change of page. */
export function usePageHeading(tab: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  // With the heading, never a moment after it.
  useLayoutEffect(() => {
    document.title = tab;
  }, [tab]);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return heading;
}

export function Page({
  title,
  tab = title,
  lang,
  trail,
  step,
  actions,
  lead,
  width = "normal",
  children,
}: PageProps) {
  const heading = usePageHeading(`${tab} – Enishi 縁`);
  const t = useMessages(texts);
  return (
    <div className={`mx-auto flex w-full flex-col gap-6 px-4 py-6 sm:px-6 lg:py-8 ${widths[width]}`}>
      <div className="flex flex-col gap-3">
        {trail ? (
          <div className="flex flex-wrap items-center justify-between gap-x-6 no-print">
            <nav aria-label={t.trail}>
              <ol className="flex flex-wrap items-center gap-1 text-[0.875rem]">
                {trail.map(({ label, link }, place) => (
                  <li key={place} className="flex items-center gap-1">
                    <Link
                      className="inline-flex min-h-6 items-center text-ai-900 underline underline-offset-4"
                      {...link}
                    >
                      {label}
                    </Link>
                    <Icon name="right" size={14} />
                  </li>
                ))}
              </ol>
            </nav>
            {step}
          </div>
        ) : null}
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <h1
            ref={heading}
            tabIndex={-1}
            lang={lang}
            className="min-w-0 text-[1.5rem] leading-snug font-bold outline-none sm:text-[1.75rem]"
          >
            {title}
          </h1>
          {actions ? <div className="flex flex-wrap items-center gap-3 no-print">{actions}</div> : null}
        </div>
        {lead ? <div className="max-w-[46rem] text-ink-soft">{lead}</div> : null}
      </div>
      {children}
    </div>
  );
}

/** A titled part of a page. */
export function Section({
  title,
  actions,
  children,
  id,
  level = 2,
}: {
  title: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  id?: string;
  level?: 2 | 3;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section id={id} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Heading
          className={
            level === 2
              ? "border-l-4 border-ai-900 pl-3 text-[1.25rem] leading-snug font-bold"
              : "text-[1.0625rem] font-bold"
          }
        >
          {title}
        </Heading>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** White ground for something that belongs together. */
export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={`rounded-xl border border-line bg-white p-4 sm:p-5 ${className ?? ""}`}>{children}</div>
  );
}

/** Names and values, side by side where there is room. */
export function Facts({ items }: { items: [ReactNode, ReactNode][] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-1 sm:grid-cols-[minmax(8rem,min(14rem,35%))_1fr] sm:gap-y-3">
      {items.map(([name, value], place) => (
        <div key={place} className="contents">
          <dt className="text-[0.875rem] font-bold text-ink-soft sm:pt-0.5 sm:text-[0.9375rem]">{name}</dt>
          <dd className="mb-3 min-w-0 sm:mb-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
