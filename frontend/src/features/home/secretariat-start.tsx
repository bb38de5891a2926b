/** The secretariat's start: applications to vet, and whether mail and work flow. */
import { Link } from "@tanstack/react-router";
import { $api } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { roleNames } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Section } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { Waiting } from "./waiting";

const texts = messages(
  {
    toVet: "あなたの審査を待っている入会申請",
    second: "もう1名の審査を待っている入会申請",
    dead: "止まっている処理とメール",
    overdue: "期限を過ぎたリエゾンの審査",
    unassigned: "担当リエゾンのいない登録情報",
    applications: "入会申請",
    all: "すべて見る",
    approvals: (n: number) => (n === 0 ? "まだ誰も審査していません" : "1名が承認済み"),
    mine: "あなたは審査済み",
    empty: "審査を待っている入会申請はありません",
    emptyWhat: "申請が届くと、ここに並び、メールでもお知らせします。",
    dashboard: "ダッシュボードを開く",
  },
  {
    toVet: "applications waiting for you",
    second: "applications waiting for the second person",
    dead: "tasks and mails that are stuck",
    overdue: "liaison reviews past their time",
    unassigned: "listings without a liaison",
    applications: "Applications",
    all: "Show all",
    approvals: (n: number) => (n === 0 ? "Nobody has vetted it yet" : "One person has approved"),
    mine: "You have vetted it",
    empty: "No application waits",
    emptyWhat: "New applications are listed here and announced by mail.",
    dashboard: "Open the dashboard",
  },
);

export function SecretariatStart() {
  const t = useMessages(texts);
  const roles = useMessages(roleNames);
  const { pick, lang, ago } = useFormat();
  const applications = $api.useQuery("get", "/api/v1/applications", {
    params: { query: { state: "received", limit: 100 } },
  });
  const queue = $api.useQuery("get", "/api/v1/operations/queue");
  const loads = $api.useQuery("get", "/api/v1/curation/liaisons");
  const waiting = applications.data?.items;
  const toVet = waiting?.filter((one) => !one.decided_by_me);
  return (
    <>
      <Waiting
        queries={[applications, queue, loads]}
        items={[
          { label: t.toVet, count: toVet?.length, link: { to: "/applications" } },
          {
            label: t.second,
            count: waiting && toVet ? waiting.length - toVet.length : undefined,
            link: { to: "/applications" },
          },
          {
            label: t.dead,
            count: queue.data && queue.data.dead_tasks.length + queue.data.stuck_mails.length,
            urgent: true,
            link: { to: "/operations" },
          },
          {
            label: t.overdue,
            count: loads.data?.items.reduce((sum, one) => sum + one.overdue, 0),
            urgent: true,
            link: { to: "/liaisons" },
          },
          {
            label: t.unassigned,
            count: loads.data?.items
              .filter((one) => !one.member)
              .reduce((sum, one) => sum + one.waiting.length, 0),
            urgent: true,
            link: { to: "/liaisons" },
          },
        ]}
      />
      <Section
        title={t.applications}
        actions={
          <LinkButton to="/dashboard" icon="chart">
            {t.dashboard}
          </LinkButton>
        }
      >
        <Await query={applications}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t.empty}>{t.emptyWhat}</Empty>
            ) : (
              <>
                <ul className="divide-y divide-line rounded-xl border border-line bg-white">
                  {items.slice(0, 6).map((one) => (
                    <li key={one.id}>
                      <Link
                        to="/applications/$id"
                        params={{ id: one.id }}
                        className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 text-ink no-underline hover:bg-ai-50"
                      >
                        <span className="min-w-0 flex-1 basis-72">
                          <span lang={lang(one.name)} className="block font-bold">
                            {pick(one.name)}
                          </span>
                          <span className="text-[0.875rem] text-ink-soft">
                            <span lang={lang(one.organisation?.name)}>{pick(one.organisation?.name)}</span>
                            {" · "}
                            {roles[one.role]} · {ago(one.created_at)}
                          </span>
                        </span>
                        <span className="text-[0.9375rem] text-ink-soft">
                          {one.decided_by_me ? t.mine : t.approvals(one.approvals)}
                        </span>
                      </Link>
                    </li>
                  ))}
                </ul>
                <div>
                  <LinkButton to="/applications" size="small">
                    {t.all}
                  </LinkButton>
                </div>
              </>
            )
          }
        </Await>
      </Section>
    </>
  );
}
