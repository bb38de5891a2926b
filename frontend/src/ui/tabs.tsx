/** Lists of one page as links side by side; which of them is open is said by the address, and here by `current`. */
import { type LinkProps, type UseLinkPropsOptions, useLinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";

export interface Tab {
  key: string;
  label: ReactNode;
  /** How many there are, where that is known */
  count?: ReactNode;
  link: LinkProps;
}

export function Tabs({ label, tabs, current }: { label: string; tabs: Tab[]; current: string }) {
  return (
    <nav aria-label={label} className="no-print">
      <ul className="flex flex-wrap gap-1.5">
        {tabs.map((tab) => (
          <li key={tab.key}>
            <TabLink tab={tab} current={tab.key === current} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TabLink({ tab, current }: { tab: Tab; current: boolean }) {
  // The router compares addresses; here the page knows better which tab is open.
  const { "aria-current": _, ...props } = useLinkProps({
    resetScroll: false,
    ...tab.link,
  } as UseLinkPropsOptions);
  return (
    <a
      {...props}
      aria-current={current ? "page" : undefined}
      className="flex min-h-11 items-center gap-2 rounded-lg border border-line bg-white px-3 text-ink no-underline hover:bg-ai-50 aria-[current=page]:border-ai-900 aria-[current=page]:bg-ai-900 aria-[current=page]:font-bold aria-[current=page]:text-white"
    >
      {tab.label}
      {tab.count === undefined ? null : <span className="text-[0.875rem] tabular-nums">{tab.count}</span>}
    </a>
  );
}
