/** `/public/$reference`: what anybody may read of a seed, at a plain address. */
import { useParams } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { codeOf } from "@/api/problem";
import { useSession } from "@/api/session";
import { NotFound } from "@/app/not-found";
import { useStageRange, useWords } from "@/features/vocabulary";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Card, Facts, Page } from "@/ui/page";
import { Failure, Loading, Note } from "@/ui/states";

const texts = messages(
  {
    list: "公開シーズ",
    loading: "公開シーズ",
    reference: "整理番号",
    institution: "機関の種類",
    areas: "疾患領域",
    modalities: "モダリティ",
    stage: "開発段階",
    ip: "権利状況",
    collaboration: "希望する連携",
    since: "一般公開日",
    until: "掲載期限",
    more: "この先は会員の方へ",
    moreWhat:
      "作用の考え方、ほかの候補との違い、実施機関などは、秘密保持を誓約した会員だけが閲覧できます。連絡も Enishi の中で始められます。",
    apply: "入会を申し込む",
    signIn: "サインイン",
    members: "会員として探す",
  },
  {
    list: "Public seeds",
    loading: "Public seed",
    reference: "Reference",
    institution: "Kind of institution",
    areas: "Disease areas",
    modalities: "Modalities",
    stage: "Stage",
    ip: "IP status",
    collaboration: "Collaboration sought",
    since: "Public since",
    until: "Listed until",
    more: "Beyond this, for members",
    moreWhat:
      "The mechanism, what sets it apart, and the institution are shown to members bound by the undertaking only. Contact begins inside Enishi, too.",
    apply: "Apply for membership",
    signIn: "Sign in",
    members: "Search as a member",
  },
);

export function PublicListing() {
  const t = useMessages(texts);
  const { pick, lang } = useFormat();
  const { reference = "" } = useParams({ strict: false });
  const seed = $api.useQuery("get", "/api/v1/public/listings/{reference}", {
    params: { path: { reference } },
  });
  if (seed.error && codeOf(seed.error) === "not_found") return <NotFound />;
  return (
    <Page
      title={seed.data ? pick(seed.data.title) || seed.data.reference : t.loading}
      lang={lang(seed.data?.title)}
      trail={[{ label: t.list, link: { to: "/public" } }]}
      width="narrow"
    >
      {seed.data ? (
        <Shown seed={seed.data} />
      ) : seed.error ? (
        <Failure error={seed.error} again={() => void seed.refetch()} />
      ) : (
        <Loading lines={8} />
      )}
    </Page>
  );
}

function Shown({ seed }: { seed: Schemas["PublicSeed"] }) {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const word = useWords();
  const stages = useStageRange();
  const { pick, lang, date, list } = useFormat();
  const anonymous = useSession() === "anonymous";
  const words = (name: Parameters<typeof word>[0], codes: string[] | null | undefined) =>
    list((codes ?? []).map((code) => word(name, code)));
  const facts: [string, string][] = [
    [t.areas, words("disease_areas", seed.disease_areas)],
    [t.modalities, words("modalities", seed.modalities)],
    [t.stage, stages(seed.stage_min, seed.stage_max)],
    [t.ip, word("ip_statuses", seed.ip_status)],
    [t.collaboration, words("collaborations", seed.collaboration_sought)],
    [t.institution, kinds[seed.institution_type]],
    [t.reference, seed.reference],
    [t.since, seed.public_since ? date(seed.public_since) : ""],
    [t.until, seed.valid_until ? date(seed.valid_until) : ""],
  ];
  return (
    <>
      {seed.summary ? (
        <p lang={lang(seed.summary)} className="text-[1.125rem] leading-[1.9]">
          {pick(seed.summary)}
        </p>
      ) : null}
      <Card className="sm:p-7">
        <Facts items={facts.filter(([, value]) => value !== "")} />
      </Card>
      <div className="no-print">
        <Note title={t.more}>
          <p>{t.moreWhat}</p>
          <div className="mt-3 flex flex-wrap gap-3">
            {anonymous ? (
              <>
                <LinkButton to="/apply" look="primary">
                  {t.apply}
                </LinkButton>
                <LinkButton to="/sign-in">{t.signIn}</LinkButton>
              </>
            ) : (
              <LinkButton to="/seeds" icon="search">
                {t.members}
              </LinkButton>
            )}
          </div>
        </Note>
      </div>
    </>
  );
}
