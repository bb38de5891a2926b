/** `/organisations/$id`: one organisation. */
import { useParams } from "@tanstack/react-router";
import { api, refresh, type Schemas } from "@/api/client";
import { PageOf } from "@/app/not-found";
import { useMe } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Card, Facts, Section } from "@/ui/page";
import { Await, Note } from "@/ui/states";
import { toast } from "@/ui/toast";
import { OrganisationForm } from "./organisation-form";
import { Participation } from "./organisation-state";
import { useRow } from "./row";
import { OrganisationStateBadge } from "./state-badges";
import { common } from "./texts";

const texts = messages(
  {
    list: "機関",
    title: "機関",
    kind: "種類",
    since: "参加日",
    members: "この機関の会員",
    change: "登録内容の変更",
    state: "参加の停止・脱退",
    own: "あなたご自身の機関です。参加の停止や脱退は、ほかの機関の事務局の方が行います。",
    gone: "脱退した機関の登録は変更できません。",
    done: { active: "参加を再開しました", suspended: "参加を停止しました", left: "脱退にしました" },
  },
  {
    list: "Organisations",
    title: "Organisation",
    kind: "Kind",
    since: "Takes part since",
    members: "Its members",
    change: "Change what is on record",
    state: "Participation",
    own: "This is your own organisation. Somebody of the secretariat at another one suspends it or ends its part.",
    gone: "The record of an organisation that left cannot be changed.",
    done: {
      active: "It takes part again",
      suspended: "Participation suspended",
      left: "Participation ended",
    },
  },
);

export function Organisation() {
  const { id = "" } = useParams({ strict: false });
  return <OneOrganisation key={id} id={id} />;
}

function OneOrganisation({ id }: { id: string }) {
  const t = useMessages(texts);
  const { pick } = useFormat();
  const row = useRow("/api/v1/organisations", id, () =>
    api.GET("/api/v1/organisations/{id}", { params: { path: { id } } }),
  );
  const reload = async () => {
    await row.refetch();
    void refresh("/organisations", "/members");
  };
  return (
    <PageOf
      of={row}
      title={row.data ? pick(row.data.data.name) : t.title}
      trail={[{ label: t.list, link: { to: "/organisations" } }]}
      actions={
        <LinkButton to="/members" search={{ organisation: id }} icon="user">
          {t.members}
        </LinkButton>
      }
    >
      <Await query={row}>
        {({ data, etag }) => <Loaded organisation={data} etag={etag} reload={reload} />}
      </Await>
    </PageOf>
  );
}

interface LoadedProps {
  organisation: Schemas["OrganisationView"];
  etag: string;
  reload: () => Promise<unknown>;
}

function Loaded({ organisation, etag, reload }: LoadedProps) {
  const t = useMessages(texts);
  const words = useMessages(common);
  const kinds = useMessages(organisationKindNames);
  const { date } = useFormat();
  const own = useMe().data?.organisation.id === organisation.id;
  const change = async (body: Schemas["OrganisationChange"]) => {
    await api.PATCH("/api/v1/organisations/{id}", {
      params: { path: { id: organisation.id }, header: { "If-Match": etag } },
      body,
    });
    await reload();
    toast(body.state ? t.done[body.state] : words.saved);
  };
  const save = ({
    name,
    email_domains,
    institution_review,
    four_eyes,
    liaison_id,
  }: Schemas["OrganisationRequest"]) =>
    change({
      name,
      liaison_id: liaison_id ?? null,
      email_domains: email_domains ?? [],
      institution_review: institution_review ?? false,
      four_eyes: four_eyes ?? false,
    });
  return (
    <>
      <Card>
        <Facts
          items={[
            [words.state, <OrganisationStateBadge key="state" state={organisation.state} />],
            [t.kind, kinds[organisation.kind]],
            [t.since, date(organisation.created_at)],
          ]}
        />
      </Card>
      {organisation.state === "left" ? (
        <Note>{t.gone}</Note>
      ) : (
        <>
          <Section title={t.change}>
            <Card>
              <OrganisationForm
                organisation={organisation}
                submitLabel={words.save}
                onSubmit={save}
                reload={reload}
              />
            </Card>
          </Section>
          <Section title={t.state}>
            {own ? (
              <Note>{t.own}</Note>
            ) : (
              <Participation organisation={organisation} onChange={change} reload={reload} />
            )}
          </Section>
        </>
      )}
    </>
  );
}
