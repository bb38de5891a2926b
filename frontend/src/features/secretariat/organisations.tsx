/** `/organisations`: who takes part, and adding one. */
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, refresh, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames } from "@/ui/badges";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { Table } from "@/ui/table";
import { toast } from "@/ui/toast";
import { useOrganisations } from "./directory";
import { FilterBar, FilterSelect, keysOf, optionsOf, useFilter } from "./filters";
import { OrganisationForm } from "./organisation-form";
import { common, organisationStates } from "./texts";

const texts = messages(
  {
    title: "機関",
    lead: "参加している大学・病院・企業などです。担当のリエゾン、メールのドメイン、掲載前の確認のしかたを機関ごとに決めます。",
    add: "機関を追加",
    added: "機関を追加しました",
    kind: "種類",
    members: "会員",
    open: "会員を見る",
    membersOf: (name: string) => `${name}の会員を見る`,
    empty: "当てはまる機関はありません",
    count: (n: number) => `${n}機関`,
  },
  {
    title: "Organisations",
    lead: "Universities, hospitals, companies and others that take part. Each has its liaison, its mail domains and its way of review before publication.",
    add: "Add an organisation",
    added: "Organisation added",
    kind: "Kind",
    members: "Members",
    open: "See members",
    membersOf: (name: string) => `Members of ${name}`,
    empty: "No such organisation",
    count: (n: number) => (n === 1 ? "1 organisation" : `${n} organisations`),
  },
);

export function Organisations() {
  const t = useMessages(texts);
  const words = useMessages(common);
  const kinds = useMessages(organisationKindNames);
  const [adding, setAdding] = useState(false);
  const states = useMessages(organisationStates);
  const state = useFilter("state", keysOf(states)) ?? "active";
  const query = useOrganisations(state);
  const kind = useFilter("kind", keysOf(kinds));
  const navigate = useNavigate();
  const add = async (body: Schemas["OrganisationRequest"]) => {
    const { data } = await api.POST("/api/v1/organisations", {
      params: { header: { "Idempotency-Key": crypto.randomUUID() } },
      body,
    });
    setAdding(false);
    toast(t.added);
    void refresh("/organisations");
    if (data) await navigate({ to: "/organisations/$id", params: { id: data.id } });
  };
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
          {t.add}
        </Button>
      }
    >
      <FilterBar>
        <FilterSelect name="kind" label={t.kind} value={kind} options={optionsOf(kinds)} />
        <FilterSelect
          name="state"
          label={words.state}
          value={state === "active" ? undefined : state}
          unset={states.active}
          options={optionsOf(states).filter(([code]) => code !== "active")}
        />
      </FilterBar>
      <Await query={query}>
        {(all) => {
          const items = kind ? all.filter((one) => one.kind === kind) : all;
          if (items.length === 0) return <Empty title={t.empty} />;
          return (
            <div className="flex flex-col gap-3">
              <p role="status" className="text-[0.875rem] text-ink-soft">
                {t.count(items.length)}
              </p>
              <Table caption={t.title} head={[words.organisation, t.kind, t.members]}>
                {items.map((one) => (
                  <Row key={one.id} organisation={one} />
                ))}
              </Table>
            </div>
          );
        }}
      </Await>
      <Dialog open={adding} title={t.add} onClose={() => setAdding(false)}>
        <OrganisationForm submitLabel={t.add} onSubmit={add} />
      </Dialog>
    </Page>
  );
}

function Row({ organisation }: { organisation: Schemas["OrganisationSummary"] }) {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const { pick, lang } = useFormat();
  const link = "inline-flex min-h-8 items-center text-ai-900 underline underline-offset-4";
  return (
    <tr>
      <td>
        <Link
          to="/organisations/$id"
          params={{ id: organisation.id }}
          className={`${link} font-bold`}
          lang={lang(organisation.name)}
        >
          {pick(organisation.name)}
        </Link>
      </td>
      <td className="whitespace-nowrap">{kinds[organisation.kind]}</td>
      <td className="whitespace-nowrap">
        <Link
          to="/members"
          search={{ organisation: organisation.id }}
          className={link}
          aria-label={t.membersOf(pick(organisation.name))}
        >
          {t.open}
        </Link>
      </td>
    </tr>
  );
}
