/** The end of a list that comes in pages. Focus stays at the end, and what came is announced. */
import { useRef } from "react";
import { useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Failure } from "@/ui/states";
import { common } from "./texts";

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: unknown;
  fetchNextPage: () => Promise<{ hasNextPage: boolean }>;
}

export function More({ pages, shown }: { pages: Pages; shown: number }) {
  const t = useMessages(common);
  const end = useRef<HTMLParagraphElement>(null);
  const next = async () => {
    const { hasNextPage } = await pages.fetchNextPage();
    // The button goes with the last page.
    if (!hasNextPage) end.current?.focus({ preventScroll: true });
  };
  return (
    <div className="flex flex-col gap-3">
      {pages.isFetchNextPageError ? <Failure error={pages.error} /> : null}
      <div className="flex flex-wrap items-center gap-4 no-print">
        {pages.hasNextPage ? (
          <Button busy={pages.isFetchingNextPage} onClick={() => void next()}>
            {t.more}
          </Button>
        ) : null}
        <p ref={end} tabIndex={-1} role="status" className="text-[0.875rem] text-ink-soft">
          {pages.hasNextPage ? t.count(shown) : t.countAll(shown)}
        </p>
      </div>
    </div>
  );
}

/** For lists that are read page by page. */
export const byPages = {
  pageParamName: "cursor",
  // Not `undefined`: the client would take that for the number 0.
  initialPageParam: null as string | null,
  getNextPageParam: (last: { next_cursor?: string | null }) => last.next_cursor ?? undefined,
};
