/** `/notices`: what happened, newest first. Opening one marks it as read. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, refresh } from "@/api/client";
import { explain } from "@/api/problem";
import { textOf } from "@/app/address";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/field";
import { Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { toast } from "@/ui/toast";
import { NoticeList } from "./notice-list";

const texts = messages(
  {
    title: "通知",
    lead: "あなたに関わる出来事です。番号と行き先だけをお知らせし、登録内容は書きません。",
    onlyUnread: (n: number) => `未読だけを表示（${n}件）`,
    readAll: "すべて既読にする",
    allRead: "すべて既読にしました。",
    older: "以前の通知を表示",
    none: "通知はまだありません",
    noneWhat: "審査の結果、マッチング候補、紹介の申込みなどがあると、ここに届きます。",
    noUnread: "未読の通知はありません",
    all: "すべての通知を表示",
    mail: "メールで届く頻度を変える",
  },
  {
    title: "Notices",
    lead: "What happened that concerns you. Notices name a number and a place to look, never what a listing says.",
    onlyUnread: (n: number) => `Only unread (${n})`,
    readAll: "Mark all as read",
    allRead: "All marked as read.",
    older: "Show older notices",
    none: "No notices yet",
    noneWhat: "Outcomes of reviews, new matches and requests for an introduction arrive here.",
    noUnread: "Nothing unread",
    all: "Show all notices",
    mail: "Change how often mails come",
  },
);

const FILTER = "only-unread";

/** The buttons that are pressed here disappear: the focus goes to what stays. */
function toFilter(): void {
  document.getElementById(FILTER)?.focus();
}

export function Notices() {
  const t = useMessages(texts);
  const navigate = useNavigate();
  const onlyUnread = textOf(useSearch({ strict: false })["unread"]) === "1";
  const [busy, setBusy] = useState(false);
  const notices = useInfiniteQuery({
    queryKey: ["get", "/api/v1/me/notices", "pages"],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) };
      const { data } = await api.GET("/api/v1/me/notices", { params: { query }, signal });
      return data ?? { items: [], unread: 0 };
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor,
  });
  const show = (unread: boolean) => {
    toFilter();
    void navigate({ to: "/notices", search: unread ? { unread: "1" } : {}, replace: true });
  };
  const readAll = async () => {
    setBusy(true);
    try {
      await api.POST("/api/v1/me/notices/read", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
      });
      toFilter();
      await refresh("/me");
      toast(t.allRead);
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Page title={t.title} lead={t.lead} width="narrow">
      <Await query={notices} lines={8}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.items);
          const unread = pages[0]?.unread ?? 0;
          const shown = onlyUnread ? all.filter((one) => !one.read_at) : all;
          if (all.length === 0) return <Empty title={t.none}>{t.noneWhat}</Empty>;
          return (
            <>
              <div className="flex flex-wrap items-center justify-between gap-3">
                <Choice
                  id={FILTER}
                  type="checkbox"
                  label={t.onlyUnread(unread)}
                  checked={onlyUnread}
                  onChange={(event) => show(event.target.checked)}
                />
                {unread > 0 ? (
                  <Button size="small" icon="check" busy={busy} onClick={() => void readAll()}>
                    {t.readAll}
                  </Button>
                ) : null}
              </div>
              {shown.length > 0 ? (
                <NoticeList items={shown} />
              ) : notices.hasNextPage ? null : (
                <Empty title={t.noUnread} action={<Button onClick={() => show(false)}>{t.all}</Button>} />
              )}
              <div className="flex flex-wrap items-center justify-between gap-3">
                {notices.hasNextPage ? (
                  <Button busy={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
                    {t.older}
                  </Button>
                ) : (
                  <span />
                )}
                <Link
                  to="/settings/mail"
                  className="inline-flex min-h-8 items-center text-ai-900 underline underline-offset-4"
                >
                  {t.mail}
                </Link>
              </div>
            </>
          );
        }}
      </Await>
    </Page>
  );
}
