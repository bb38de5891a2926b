/** Notices under the day on which they came. */
import { Link } from "@tanstack/react-router";
import { api, refresh, type Schemas } from "@/api/client";
import { isOwnPath } from "@/app/address";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Icon, type IconName } from "@/ui/icons";
import { byDay, dayOf } from "./days";

const texts = messages(
  { today: "今日", yesterday: "昨日", unread: "未読" },
  { today: "Today", yesterday: "Yesterday", unread: "Unread" },
);

const DAY = 86_400_000;

/** By the beginning of the kind's code. */
const icons: [string, IconName][] = [
  ["candidate", "tie"],
  ["introduction", "mail"],
  ["saved_search", "star"],
  ["listing", "file"],
  ["changes", "edit"],
  ["review", "clock"],
  ["application", "user"],
  ["undertaking", "scale"],
  ["session", "lock"],
  ["password", "lock"],
];

function iconOf(kind: string): IconName {
  return icons.find(([start]) => kind.startsWith(start))?.[1] ?? "bell";
}

async function read(id: string): Promise<void> {
  try {
    await api.POST("/api/v1/me/notices/{id}/read", {
      params: { path: { id }, header: { "Idempotency-Key": crypto.randomUUID() } },
    });
    await refresh("/me");
  } catch {
    // It stays unread, and can be opened again.
  }
}

export function NoticeList({ items }: { items: Schemas["OneNotice"][] }) {
  const t = useMessages(texts);
  const { date } = useFormat();
  const today = dayOf(new Date());
  const yesterday = dayOf(new Date(Date.now() - DAY));
  const name = (day: string) => (day === today ? t.today : day === yesterday ? t.yesterday : date(day));
  return (
    <div className="flex flex-col gap-6">
      {byDay(items).map(([day, notices]) => (
        <section key={day} className="flex flex-col gap-2">
          <h2 className="text-[0.9375rem] font-bold text-ink-soft">
            <time dateTime={day}>{name(day)}</time>
          </h2>
          <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-white">
            {notices.map((notice) => (
              <li key={notice.id}>
                <Notice notice={notice} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Notice({ notice }: { notice: Schemas["OneNotice"] }) {
  const t = useMessages(texts);
  const { time } = useFormat();
  const unread = !notice.read_at;
  return (
    <Link
      to={isOwnPath(notice.path) ? notice.path : "/notices"}
      className={`flex min-h-14 items-center gap-3 px-4 py-2.5 text-ink no-underline hover:bg-ai-50 ${unread ? "bg-ai-50/60" : ""}`}
      onClick={() => {
        if (unread) void read(notice.id);
      }}
    >
      <span className="text-ai-900">
        <Icon name={iconOf(notice.kind)} />
      </span>
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
        <span className={unread ? "font-bold" : ""}>{notice.label}</span>
        {notice.reference ? <span className="text-[0.875rem] text-ink-soft">{notice.reference}</span> : null}
      </span>
      {unread ? (
        <span className="rounded border border-shu-100 bg-shu-50 px-1.5 text-[0.8125rem] text-shu-900">
          {t.unread}
        </span>
      ) : null}
      <time dateTime={notice.created_at} className="text-[0.875rem] whitespace-nowrap text-ink-soft">
        {time(notice.created_at)}
      </time>
    </Link>
  );
}
