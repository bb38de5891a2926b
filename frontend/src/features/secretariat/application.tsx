/** `/applications/$id`: one application, what speaks for it, and the decision. After a decision comes the next one. */
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { $api, api, refresh, type Schemas } from "@/api/client";
import { PageOf } from "@/app/not-found";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge, organisationKindNames, roleNames } from "@/ui/badges";
import { Card, Facts, Section } from "@/ui/page";
import { Await, Note } from "@/ui/states";
import { toast } from "@/ui/toast";
import { AddressCheck } from "./address-check";
import { Assignment } from "./application-assignment";
import { Decision } from "./application-decision";
import { InvitationOf } from "./application-invitation";
import { Vettings } from "./application-vettings";
import { useRow } from "./row";
import { ApplicationStateBadge } from "./state-badges";
import { common } from "./texts";
import { When } from "./when";

const texts = messages(
  {
    list: "入会審査",
    title: "申し込み",
    who: "申込者",
    email: "メールアドレス",
    mails: "案内メールの言語",
    came: "受付日時",
    motivation: "申し込みの理由",
    vettings: "これまでの判断",
    decide: "あなたの判断",
    newOne: "まだ参加していない機関",
    approved: (name: string) => `${name}さんを承認しました`,
    invited: (name: string) => `${name}さんを承認しました。招待メールを送りました`,
    declined: (name: string) => `${name}さんを見送りました`,
    done: "判断できる申し込みは、これですべてです",
    done2: "この申し込みへの判断は終わっています。",
    mine: "あなたはこの申し込みを判断しました",
    mineText: "2人目の判断は、事務局の別の方が行います。同じ方が2回判断することはできません。",
  },
  {
    list: "Applications",
    title: "Application",
    who: "Applicant",
    email: "E-mail address",
    mails: "Language of mails",
    came: "Received",
    motivation: "Why the person applies",
    vettings: "Decisions so far",
    decide: "Your decision",
    newOne: "Does not take part yet",
    approved: (name: string) => `${name}: approved`,
    invited: (name: string) => `${name}: approved, and the invitation was sent`,
    declined: (name: string) => `${name}: declined`,
    done: "That was the last application you can decide about",
    done2: "This application has been decided.",
    mine: "You have decided about this application",
    mineText:
      "Another person of the secretariat makes the second decision. The same person cannot decide twice.",
  },
);

/** The next application that the reader has not decided about, in the order of the queue as it was before the decision. */
function nextAfter(items: Schemas["ApplicationSummary"][], id: string): string | undefined {
  const place = items.findIndex((item) => item.id === id);
  const inTurn = [...items.slice(place + 1), ...items.slice(0, Math.max(place, 0))];
  return inTurn.find((item) => !item.decided_by_me && item.id !== id)?.id;
}

export function Application() {
  const { id = "" } = useParams({ strict: false });
  return <OneApplication key={id} id={id} />;
}

function OneApplication({ id }: { id: string }) {
  const t = useMessages(texts);
  const { pick } = useFormat();
  const navigate = useNavigate();
  const row = useRow("/api/v1/applications", id, () =>
    api.GET("/api/v1/applications/{id}", { params: { path: { id } } }),
  );
  const waiting = $api.useQuery("get", "/api/v1/applications", {
    params: { query: { state: "received", limit: 100 } },
  });
  const decided = async (decision: Schemas["VettingDecision"]) => {
    const name = pick(row.data?.data.name);
    const approved = row.data?.data.approvals ? t.invited : t.approved;
    toast(decision === "approve" ? approved(name) : t.declined(name));
    const next = nextAfter((waiting.data?.items ?? []) as Schemas["ApplicationSummary"][], id);
    void refresh("/applications");
    if (next) await navigate({ to: "/applications/$id", params: { id: next } });
    else {
      toast(t.done);
      await navigate({ to: "/applications" });
    }
  };
  return (
    <PageOf
      of={row}
      title={row.data ? pick(row.data.data.name) : t.title}
      trail={[{ label: t.list, link: { to: "/applications" } }]}
      width="wide"
    >
      <Await query={row}>
        {({ data, etag }) => (
          <Loaded
            application={data}
            etag={etag}
            reload={() => row.refetch()}
            onDecided={(decision) => void decided(decision)}
          />
        )}
      </Await>
    </PageOf>
  );
}

interface LoadedProps {
  application: Schemas["ApplicationView"];
  etag: string;
  reload: () => Promise<unknown>;
  onDecided: (decision: Schemas["VettingDecision"]) => void;
}

function Loaded({ application, etag, reload, onDecided }: LoadedProps) {
  const t = useMessages(texts);
  const words = useMessages(common);
  const roles = useMessages(roleNames);
  const open = application.state === "received";
  return (
    <div className="grid grid-cols-1 items-start gap-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <div className="flex min-w-0 flex-col gap-8">
        <Card className="sm:[&_dl]:grid-cols-[8rem_minmax(0,1fr)]">
          <Facts
            items={[
              [words.state, <ApplicationStateBadge key="state" state={application.state} />],
              [t.email, <AddressCheck key="email" application={application} />],
              [words.organisation, <Where key="where" organisation={application.organisation} />],
              [words.role, roles[application.role]],
              [t.mails, words[application.locale]],
              [t.came, <When key="came" at={application.created_at} />],
            ]}
          />
        </Card>
        <Section title={t.motivation}>
          <p lang={application.locale} className="max-w-[46rem] whitespace-pre-wrap">
            {application.motivation}
          </p>
        </Section>
        {open && application.vettings.length === 0 ? (
          <Assignment application={application} etag={etag} reload={reload} />
        ) : null}
      </div>
      <div className="flex min-w-0 flex-col gap-8 xl:sticky xl:top-20">
        {application.vettings.length > 0 ? (
          <Section title={t.vettings}>
            <Vettings vettings={application.vettings} />
          </Section>
        ) : null}
        {open ? (
          <Section title={t.decide}>
            {application.decided_by_me ? (
              <Note title={t.mine}>{t.mineText}</Note>
            ) : (
              <Decision application={application} etag={etag} reload={reload} onDecided={onDecided} />
            )}
          </Section>
        ) : (
          <InvitationOf application={application} />
        )}
      </div>
    </div>
  );
}

function Where({ organisation }: { organisation: Schemas["ApplicationView"]["organisation"] }) {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const { pick, lang } = useFormat();
  if (!organisation) return null;
  const name = <span lang={lang(organisation.name)}>{pick(organisation.name)}</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {organisation.id ? (
        <Link
          to="/organisations/$id"
          params={{ id: organisation.id }}
          className="text-ai-900 underline underline-offset-4"
        >
          {name}
        </Link>
      ) : (
        name
      )}
      <span className="text-ink-soft">{kinds[organisation.kind]}</span>
      {organisation.id ? null : <Badge look="yellow">{t.newOne}</Badge>}
    </span>
  );
}
