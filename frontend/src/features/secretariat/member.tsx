/** `/members/$id`: one member: what the person does, and whether the person has access. */
import { Link, useParams } from "@tanstack/react-router";
import { api, refresh, type Schemas } from "@/api/client";
import { PageOf } from "@/app/not-found";
import { useMe } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { roleNames } from "@/ui/badges";
import { Card, Facts, Section } from "@/ui/page";
import { Await, Note } from "@/ui/states";
import { Access } from "./member-access";
import { MemberForm } from "./member-form";
import { useRow } from "./row";
import { MemberStateBadge } from "./state-badges";
import { common } from "./texts";
import { When } from "./when";

const texts = messages(
  {
    list: "会員",
    title: "会員",
    email: "メールアドレス",
    language: "画面とメールの言語",
    orcid: "ORCID iD",
    since: "入会日",
    bound: "誓約の期限",
    notBound: "現在の誓約書に同意していません（同意するまで、掲載を見ることができません）",
    change: "登録内容の変更",
    access: "利用の停止・退会",
    you: "これはあなた自身の登録です。役割の変更や利用の停止は、事務局の別の方が行います。",
    gone: "退会した方の登録は変更できません。",
  },
  {
    list: "Members",
    title: "Member",
    email: "E-mail address",
    language: "Language of screens and mails",
    orcid: "ORCID iD",
    since: "Member since",
    bound: "Bound until",
    notBound: "Not bound by the current undertaking: sees no listing before accepting it",
    change: "Change what is on record",
    access: "Access",
    you: "This is your own record. Another person of the secretariat changes your role or your access.",
    gone: "The record of somebody who left cannot be changed.",
  },
);

export function Member() {
  const { id = "" } = useParams({ strict: false });
  return <OneMember key={id} id={id} />;
}

function OneMember({ id }: { id: string }) {
  const t = useMessages(texts);
  const { pick } = useFormat();
  const row = useRow("/api/v1/members", id, () =>
    api.GET("/api/v1/members/{id}", { params: { path: { id } } }),
  );
  const reload = async () => {
    await row.refetch();
    void refresh("/members");
  };
  return (
    <PageOf
      of={row}
      title={row.data ? pick(row.data.data.name) : t.title}
      trail={[{ label: t.list, link: { to: "/members" } }]}
    >
      <Await query={row}>{({ data, etag }) => <Loaded member={data} etag={etag} reload={reload} />}</Await>
    </PageOf>
  );
}

interface LoadedProps {
  member: Schemas["MemberView"];
  etag: string;
  reload: () => Promise<unknown>;
}

function Loaded({ member, etag, reload }: LoadedProps) {
  const t = useMessages(texts);
  const words = useMessages(common);
  const roles = useMessages(roleNames);
  const { pick, lang, date } = useFormat();
  const me = useMe().data;
  const gone = member.state === "left";
  const own = me?.id === member.id;
  return (
    <>
      {own ? <Note>{t.you}</Note> : null}
      <Card>
        <Facts
          items={[
            [words.state, <MemberStateBadge key="state" state={member.state} />],
            [
              words.organisation,
              <Link
                key="organisation"
                to="/organisations/$id"
                params={{ id: member.organisation.id }}
                className="text-ai-900 underline underline-offset-4"
              >
                <span lang={lang(member.organisation.name)}>{pick(member.organisation.name)}</span>
              </Link>,
            ],
            [words.role, roles[member.role]],
            [t.email, member.email],
            [
              t.bound,
              member.bound_until ? <When key="bound" at={member.bound_until} /> : gone ? "–" : t.notBound,
            ],
            [t.language, words[member.locale]],
            ...(member.orcid ? ([[t.orcid, member.orcid]] as [string, string][]) : []),
            [t.since, date(member.created_at)],
          ]}
        />
      </Card>
      {gone ? (
        <Note>{t.gone}</Note>
      ) : (
        <>
          <Section title={t.change}>
            <MemberForm member={member} own={own} etag={etag} reload={reload} />
          </Section>
          {own ? null : (
            <Section title={t.access}>
              <Access member={member} reload={reload} />
            </Section>
          )}
        </>
      )}
    </>
  );
}
