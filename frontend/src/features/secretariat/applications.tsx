/** `/applications`: who asks to join. What waits for a second person comes with what waits for the first. */
import { Link } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames, roleNames } from "@/ui/badges";
import { Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { Table } from "@/ui/table";
import { FilterBar, FilterSelect, keysOf, optionsOf, useFilter } from "./filters";
import { byPages, More } from "./more";
import { ApplicationStateBadge } from "./state-badges";
import { applicationStates, common } from "./texts";

const texts = messages(
  {
    title: "入会審査",
    lead: "入会の申し込みを確かめます。2名の承認で招待し、1名でも見送れば終わります。古い順に並んでいます。",
    applicant: "申込者",
    came: "受付",
    approvals: "承認",
    mine: "あなたの判断",
    decided: "判断済み",
    notYet: "未判断",
    newOne: "新しい機関",
    empty: "審査を待つ申し込みはありません",
    emptyText: "申し込みが届くと、メールと通知でお知らせし、ここに表示します。",
    emptyFilter: "この状態の申し込みはありません",
    of: (n: number) => `2名中${n}名`,
  },
  {
    title: "Applications",
    lead: "Vet whoever asks to join. Two persons’ approval admits, one decline ends it. The oldest comes first.",
    applicant: "Applicant",
    came: "Received",
    approvals: "Approvals",
    mine: "You",
    decided: "Decided",
    notYet: "Not yet",
    newOne: "New organisation",
    empty: "No application waits",
    emptyText: "When somebody applies, a mail and a notice tell you, and the application appears here.",
    emptyFilter: "No application is in this state",
    of: (n: number) => `${n} of 2`,
  },
);

export function Applications() {
  const t = useMessages(texts);
  const words = useMessages(common);
  const states = useMessages(applicationStates);
  const chosen = useFilter("state", keysOf(states));
  const query = $api.useInfiniteQuery(
    "get",
    "/api/v1/applications",
    { params: { query: { limit: 50, ...(chosen ? { state: chosen } : {}) } } },
    byPages,
  );
  return (
    <Page title={t.title} lead={t.lead} width="wide">
      <FilterBar>
        <FilterSelect name="state" label={words.state} value={chosen} options={optionsOf(states)} />
      </FilterBar>
      <Await query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page?.items ?? []);
          if (items.length === 0)
            return <Empty title={chosen ? t.emptyFilter : t.empty}>{chosen ? null : t.emptyText}</Empty>;
          return (
            <>
              <Table
                caption={t.title}
                head={[t.applicant, words.organisation, words.role, t.came, t.approvals, t.mine, words.state]}
              >
                {items.map((item) => (
                  <Row key={item.id} item={item} />
                ))}
              </Table>
              <More pages={query} shown={items.length} />
            </>
          );
        }}
      </Await>
    </Page>
  );
}

function Row({ item }: { item: Schemas["ApplicationSummary"] }) {
  const t = useMessages(texts);
  const roles = useMessages(roleNames);
  const kinds = useMessages(organisationKindNames);
  const { pick, lang, ago, dateTime } = useFormat();
  const waits = item.state === "received";
  return (
    <tr>
      <td>
        <Link
          to="/applications/$id"
          params={{ id: item.id }}
          className="inline-flex min-h-8 items-center font-bold text-ai-900 underline underline-offset-4"
        >
          <span lang={lang(item.name)}>{pick(item.name)}</span>
        </Link>
        <span className="block text-[0.875rem] text-ink-soft">{item.email}</span>
      </td>
      <td>
        <span lang={lang(item.organisation?.name)}>{pick(item.organisation?.name)}</span>
        <span className="block text-[0.875rem] text-ink-soft">
          {item.organisation ? kinds[item.organisation.kind] : null}
          {item.organisation && !item.organisation.id ? ` · ${t.newOne}` : null}
        </span>
      </td>
      <td className="whitespace-nowrap">{roles[item.role]}</td>
      <td className="whitespace-nowrap">
        <time dateTime={item.created_at} title={dateTime(item.created_at)}>
          {ago(item.created_at)}
        </time>
      </td>
      <td className="whitespace-nowrap">{t.of(item.approvals)}</td>
      <td className="whitespace-nowrap">{item.decided_by_me ? t.decided : waits ? t.notYet : "–"}</td>
      <td>
        <ApplicationStateBadge state={item.state} />
      </td>
    </tr>
  );
}
