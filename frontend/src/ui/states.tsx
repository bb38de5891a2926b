/** What a place shows while it loads, when it is empty, and when it cannot be shown. */

import { type ReactNode, useDeferredValue } from "react";
import { codeOf, explain } from "@/api/problem";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "./button";
import { Icon, Mark } from "./icons";

const texts = messages(
  { loading: "読み込んでいます", again: "もう一度読み込む", whatHappened: "エラーの内容" },
  { loading: "Loading", again: "Try again", whatHappened: "What happened" },
);

/** Grey lines in the place of what comes. Says so to screen readers. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const t = useMessages(texts);
  return (
    <div role="status" className="flex flex-col gap-3 py-2">
      <span className="sr-only">{t.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          aria-hidden="true"
          className="block h-5 animate-pulse rounded bg-solid-gray-100"
          style={{ width: `${100 - ((line * 17) % 45)}%` }}
        />
      ))}
    </div>
  );
}

/** Nothing here yet: says what would be here and how it comes. */
export function Empty({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-xl border border-dashed border-line bg-white px-6 py-10 text-center">
      <Mark size={40} />
      <p className="text-[1.125rem] font-bold text-balance [word-break:auto-phrase]">{title}</p>
      {children ? <div className="max-w-[36rem] text-balance text-ink-soft">{children}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-3">{action}</div> : null}
    </div>
  );
}

/** Why something could not be shown or done, and what to do. `again` offers another try where that may help. */
export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const t = useMessages(texts);
  const { title, detail } = explain(error);
  const retry =
    again && ["offline", "internal", "storage_unavailable", "in_progress"].includes(codeOf(error));
  return (
    <div role="alert" className="flex gap-3 rounded-xl border border-shu-800 bg-shu-50 px-5 py-4">
      <Icon name="warning" className="mt-1 text-shu-800" />
      <div className="flex min-w-0 flex-col gap-2">
        <p className="font-bold">{title}</p>
        <p>{detail}</p>
        {retry ? (
          <div>
            <Button size="small" onClick={again}>
              {t.again}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}

interface Query<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/**
 * Follows what has become ready, but lets React draw what comes of it in slices, between which the browser hears its user. What is ready from
 * the beginning is drawn at once.
 */
export function useUnhurried(ready: boolean): boolean {
  return useDeferredValue(ready) && ready;
}

/** Loading, failure or the content of one query. `unhurried`: much is drawn, and nothing above it changes with it. */
export function Await<T>({
  query,
  lines,
  unhurried = false,
  children,
}: {
  query: Query<T>;
  lines?: number;
  unhurried?: boolean;
  children: (data: T) => ReactNode;
}) {
  const drawing = useUnhurried(query.data !== undefined);
  if (query.data !== undefined && (drawing || !unhurried)) return <>{children(query.data)}</>;
  if (query.error && query.data === undefined)
    return <Failure error={query.error} again={() => query.refetch()} />;
  return <Loading {...(lines === undefined ? {} : { lines })} />;
}

/** A calm box with something to know. */
export function Note({
  look = "info",
  title,
  children,
}: {
  look?: "info" | "warning" | "success";
  title?: ReactNode;
  children?: ReactNode;
}) {
  const looks = {
    info: "border-ai-300 bg-ai-50",
    warning: "border-warning-yellow-2 bg-yellow-50",
    success: "border-success-2 bg-green-50",
  };
  const icon = { info: "info", warning: "warning", success: "check" } as const;
  return (
    <div className={`flex gap-3 rounded-xl border px-4 py-3 ${looks[look]}`}>
      <Icon name={icon[look]} className="mt-1" />
      <div className="flex min-w-0 flex-col gap-1">
        {title ? <p className="font-bold">{title}</p> : null}
        {children ? <div>{children}</div> : null}
      </div>
    </div>
  );
}
