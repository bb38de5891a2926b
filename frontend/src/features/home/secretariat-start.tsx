/** The secretariat's start: applications to vet, and whether mail and work flow. */
import { $api } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { roleNames } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Section } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { Rows, ShowAll } from "./rows";
import { Waiting } from "./waiting";

const texts = messages(
  {
    toVet: "あなたの審査を待っている入会申請",
    second: "もう1名の審査を待っている入会申請",
    dead: "止まっている処理とメール",
    overdue: "期限を過ぎたリエゾンの審査",
    unassigned: "担当リエゾンのいない登録情報",
    applications: "入会申請",
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
    >
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
                <Rows
                  rows={items.slice(0, 6).map((one) => ({
                    key: one.id,
                    link: { to: "/applications/$id", params: { id: one.id } },
                    title: pick(one.name),
                    lang: lang(one.name),
                    under: (
                      <>
                        <span lang={lang(one.organisation?.name)}>{pick(one.organisation?.name)}</span>
                        {" · "}
                        {roles[one.role]} · {ago(one.created_at)}
                      </>
                    ),
                    state: one.decided_by_me ? t.mine : t.approvals(one.approvals),
                  }))}
                />
                <div>
                  <ShowAll link={{ to: "/applications" }} />
                </div>
              </>
            )
          }
        </Await>
      </Section>
    </Waiting>
  );
}
