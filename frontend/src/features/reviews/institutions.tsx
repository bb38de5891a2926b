/** `/institutions`: the organisations whose liaison the reader is. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { useMe } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Card, Facts, Page } from "@/ui/page";
import { Await, Empty, Failure, Loading } from "@/ui/states";

const texts = messages(
  {
    title: "担当機関",
    lead: "あなたが知財リエゾンを務める機関と、その審査の決まりです。変更が必要なときは事務局にご相談ください。",
    institutionReview: "機関の確認",
    institutionReviewOn: "提出された掲載は、先に機関の担当者が確認します",
    institutionReviewOff: "なし（提出されると、直接あなたに届きます）",
    fourEyes: "二人の確認",
    fourEyesOn: "承認した人とは別のリエゾンが掲載します",
    fourEyesOff: "なし（承認した人が掲載もできます）",
    domains: "メールのドメイン",
    any: "指定なし",
    joined: "参加",
    empty: "担当する機関はありません",
    emptyWhy: "事務局が機関の担当に指定すると、ここに表示されます。",
    queue: "審査待ちを見る",
    candidates: "マッチング候補を見る",
    suspended: "参加を停止中",
  },
  {
    title: "My institutions",
    lead: "The organisations whose IP liaison you are, and how their listings are reviewed. Ask the secretariat if something should change.",
    institutionReview: "Institution’s review",
    institutionReviewOn: "Somebody of the institution confirms listings first",
    institutionReviewOff: "None: what is submitted comes to you directly",
    fourEyes: "Two pairs of eyes",
    fourEyesOn: "Another liaison than the one who approved publishes",
    fourEyesOff: "Not required: who approves may publish",
    domains: "Members’ mail domains",
    any: "any",
    joined: "Joined",
    empty: "You are in charge of no institution",
    emptyWhy: "When the secretariat puts you in charge of one, it is shown here.",
    queue: "To the review queue",
    candidates: "To the matches",
    suspended: "Suspended",
  },
);

/** All organisations of the directory, page by page. */
async function everyOrganisation(): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 100, ...(cursor ? { cursor } : {}) };
    const { data } = await api.GET("/api/v1/organisations", { params: { query } });
    ids.push(...(data?.items.map(({ id }) => id) ?? []));
    cursor = data?.next_cursor ?? undefined;
  } while (cursor);
  return ids;
}

export function Institutions() {
  const t = useMessages(texts);
  const directory = useQuery({
    queryKey: ["get", "/api/v1/organisations", "ids"],
    queryFn: everyOrganisation,
  });
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <LinkButton to="/reviews">{t.queue}</LinkButton>
          <LinkButton to="/candidates">{t.candidates}</LinkButton>
        </>
      }
    >
      <Await query={directory} lines={8}>
        {(ids) => <InCharge ids={ids} />}
      </Await>
    </Page>
  );
}

function InCharge({ ids }: { ids: string[] }) {
  const t = useMessages(texts);
  const me = useMe().data?.id;
  const all = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["get", "/api/v1/organisations/{id}", { params: { path: { id } } }],
      queryFn: async () =>
        (await api.GET("/api/v1/organisations/{id}", { params: { path: { id } } })).data ?? null,
    })),
  });
  const failed = all.filter((query) => query.error);
  if (failed[0])
    return <Failure error={failed[0].error} again={() => failed.forEach((query) => void query.refetch())} />;
  if (all.some((query) => query.isPending)) return <Loading lines={8} />;
  const mine = all.flatMap((query) => (query.data && query.data.liaison_id === me ? [query.data] : []));
  if (mine.length === 0) return <Empty title={t.empty}>{t.emptyWhy}</Empty>;
  return (
    <ul className="grid gap-4 lg:grid-cols-2">
      {mine.map((organisation) => (
        <li key={organisation.id}>
          <Organisation organisation={organisation} />
        </li>
      ))}
    </ul>
  );
}

function Organisation({ organisation }: { organisation: Schemas["OrganisationView"] }) {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const { pick, lang, date, list } = useFormat();
  const { name, kind, institution_review, four_eyes, email_domains, created_at, state } = organisation;
  return (
    <Card className="flex h-full flex-col gap-3 sm:[&_dl]:grid-cols-[9.5rem_minmax(0,1fr)]">
      <div>
        <p className="text-[0.875rem] text-ink-soft">
          {kinds[kind]}
          {state === "active" ? null : ` (${t.suspended})`}
        </p>
        <h2 lang={lang(name)} className="text-[1.125rem] font-bold">
          {pick(name)}
        </h2>
      </div>
      <Facts
        items={[
          [t.institutionReview, institution_review ? t.institutionReviewOn : t.institutionReviewOff],
          [t.fourEyes, four_eyes ? t.fourEyesOn : t.fourEyesOff],
          [t.domains, email_domains.length > 0 ? list(email_domains) : t.any],
          [t.joined, date(created_at)],
        ]}
      />
    </Card>
  );
}
