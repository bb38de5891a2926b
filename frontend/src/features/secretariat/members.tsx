/** `/members`: the register. */
import { Link, useSearch } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { textOf } from "@/app/address";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { roleNames } from "@/ui/badges";
import { Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { Table } from "@/ui/table";
import { useOrganisations } from "./directory";
import { FilterBar, FilterSelect, keysOf, optionsOf, useFilter } from "./filters";
import { byPages, More } from "./more";
import { MemberStateBadge } from "./state-badges";
import { common, memberStates } from "./texts";

const texts = messages(
  {
    title: "会員",
    lead: "会員の名簿です。役割の変更、利用の停止と再開、退会の手続きは、氏名を開いて行います。新しい会員は入会審査から加わります。",
    bound: "誓約の期限",
    notBound: "未同意",
    reviewer: "機関確認者",
    empty: "この条件に当てはまる会員はいません",
    emptyText: "条件を「すべて」に戻すと、全員を表示します。",
  },
  {
    title: "Members",
    lead: "The register of members. Open a name to change a role, to suspend or reinstate, or to end a membership. New members come through applications.",
    bound: "Bound until",
    notBound: "Not bound",
    reviewer: "Institution reviewer",
    empty: "No member fits these filters",
    emptyText: "Set the filters back to “All” to see everybody.",
  },
);

export function Members() {
  const t = useMessages(texts);
  const words = useMessages(common);
  const roles = useMessages(roleNames);
  const states = useMessages(memberStates);
  const { pick } = useFormat();
  const organisations = useOrganisations();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const role = useFilter("role", keysOf(roles));
  const state = useFilter("state", keysOf(states));
  const organisation = textOf(search["organisation"]);
  const filter = {
    ...(role ? { role } : {}),
    ...(state ? { state } : {}),
    ...(organisation ? { organisation_id: organisation } : {}),
  };
  const query = $api.useInfiniteQuery(
    "get",
    "/api/v1/members",
    { params: { query: { limit: 50, ...filter } } },
    byPages,
  );
  return (
    <Page title={t.title} lead={t.lead} width="wide">
      <FilterBar>
        <FilterSelect name="role" label={words.role} value={role} options={optionsOf(roles)} />
        <FilterSelect name="state" label={words.state} value={state} options={optionsOf(states)} />
        <FilterSelect
          name="organisation"
          label={words.organisation}
          value={organisation}
          options={(organisations.data ?? []).map((one) => [one.id, pick(one.name)])}
        />
      </FilterBar>
      <Await query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page?.items ?? []);
          if (items.length === 0) return <Empty title={t.empty}>{t.emptyText}</Empty>;
          return (
            <>
              <Table
                dense
                caption={t.title}
                head={[words.name, words.organisation, words.role, t.bound, words.state]}
              >
                {items.map((member) => (
                  <Row key={member.id} member={member} />
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

function Row({ member }: { member: Schemas["MemberView"] }) {
  const t = useMessages(texts);
  const roles = useMessages(roleNames);
  const { pick, lang, date } = useFormat();
  return (
    <tr>
      <td>
        <Link
          to="/members/$id"
          params={{ id: member.id }}
          className="inline-flex min-h-6 items-center font-bold whitespace-nowrap text-ai-900 underline underline-offset-4"
        >
          <span lang={lang(member.name)}>{pick(member.name)}</span>
        </Link>
        <span className="block text-ink-soft">{member.email}</span>
      </td>
      <td className="min-w-[9rem]">
        <span lang={lang(member.organisation.name)}>{pick(member.organisation.name)}</span>
      </td>
      <td>
        <span className="whitespace-nowrap">{roles[member.role]}</span>
        {member.institution_reviewer ? <span className="block text-ink-soft">{t.reviewer}</span> : null}
      </td>
      <td className="whitespace-nowrap">
        {member.bound_until ? (
          date(member.bound_until)
        ) : member.state === "active" ? (
          <span className="font-bold text-shu-900">{t.notBound}</span>
        ) : (
          "–"
        )}
      </td>
      <td>
        <MemberStateBadge state={member.state} />
      </td>
    </tr>
  );
}
