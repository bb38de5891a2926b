/** `/invitation#token=…`: who is invited as what, then a password and a language, and straight on to the undertaking. */
import { $api } from "@/api/client";
import { codeOf } from "@/api/problem";
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Failure, Loading, Note } from "@/ui/states";
import { Door } from "./door";
import { Join } from "./join";
import { useSecret } from "./secret";

const texts = messages(
  {
    title: "入会の手続き",
    lead: "パスワードを決めると入会となります。続いて秘密保持の誓約書をお読みいただきます。",
    noLink: "メールのリンクから開いてください",
    noLinkWhat:
      "招待の鍵が見つかりません。安全のため、鍵は一度読み取ると画面から消えます。招待メールのリンクをもう一度開いてください。",
    spent: "この招待のリンクは使えません",
    spentWhat:
      "使用済みか、期限が切れています。すでに入会された方は、サインインしてください。まだの方は、事務局に再送をお申し付けください。",
    signIn: "サインインへ進む",
  },
  {
    title: "Become a member",
    lead: "Choose a password to join. After that you read the undertaking of confidentiality.",
    noLink: "Please open the link in the mail",
    noLinkWhat:
      "The key of the invitation is missing. For safety it leaves the address bar once it was read. Open the link in the invitation mail again.",
    spent: "This invitation does not work any more",
    spentWhat:
      "It has been used or has expired. If you have joined already, please sign in; if not, ask the secretariat for another.",
    signIn: "Go to sign-in",
  },
);

export function Invitation() {
  const t = useMessages(texts);
  const token = useSecret();
  if (!token)
    return (
      <Door title={t.title}>
        <div className="flex flex-col items-start gap-5">
          <Note look="warning" title={t.noLink}>
            {t.noLinkWhat}
          </Note>
          <LinkButton to="/sign-in" look="primary">
            {t.signIn}
          </LinkButton>
        </div>
      </Door>
    );
  return <Offered token={token} />;
}

function Offered({ token }: { token: string }) {
  const t = useMessages(texts);
  // The offer is read once: after joining the token is spent, and the page must not fall back to that.
  const offer = $api.useQuery(
    "post",
    "/api/v1/invitations/inspect",
    { body: { token } },
    { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false, retry: false },
  );
  if (offer.data)
    return (
      <Door title={t.title} lead={t.lead}>
        <Join token={token} offer={offer.data} />
      </Door>
    );
  return (
    <Door title={t.title}>
      {offer.error && codeOf(offer.error) === "token_spent" ? (
        <div className="flex flex-col items-start gap-5">
          <Note look="warning" title={t.spent}>
            {t.spentWhat}
          </Note>
          <LinkButton to="/sign-in" look="primary">
            {t.signIn}
          </LinkButton>
        </div>
      ) : offer.error ? (
        <Failure error={offer.error} again={() => void offer.refetch()} />
      ) : (
        <Loading />
      )}
    </Door>
  );
}
