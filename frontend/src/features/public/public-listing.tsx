/** `/public/$reference`: what anybody may read of a seed, at a plain address. */
import { useParams } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { useSession } from "@/api/session";
import { PageOf } from "@/app/not-found";
import { PublicText } from "@/features/public/public-text";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Failure, Loading, Note } from "@/ui/states";

const texts = messages(
  {
    list: "公開シーズ",
    loading: "公開シーズ",
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
  return (
    <PageOf
      of={seed}
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
    </PageOf>
  );
}

function Shown({ seed }: { seed: Schemas["PublicSeed"] }) {
  const t = useMessages(texts);
  const anonymous = useSession() === "anonymous";
  return (
    <>
      <PublicText seed={seed} />
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
