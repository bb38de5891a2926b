/** The session ended while somebody was at work: sign in here, and the page goes on where it was. */
import { useMe } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { Dialog } from "@/ui/dialog";
import { SignInForm } from "./sign-in-form";

const texts = messages(
  {
    title: "もう一度サインインしてください",
    why: "しばらく操作がなかったため、セッションが終了しました。入力した内容はこの画面に残っています。",
  },
  {
    title: "Please sign in again",
    why: "Your session ended after a while without activity. What you entered is still on this page.",
  },
);

export function SignInAgain() {
  const t = useMessages(texts);
  const me = useMe().data;
  return (
    <Dialog open title={t.title} sticky onClose={() => {}}>
      <div className="flex flex-col gap-4">
        <p>{t.why}</p>
        <SignInForm {...(me ? { only: { email: me.email } } : {})} onDone={() => {}} />
      </div>
    </Dialog>
  );
}
