/** The session ended while somebody was at work: sign in here, and the page goes on where it was. */
import { useEffect, useState } from "react";
import { useMe } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { Dialog } from "@/ui/dialog";
import { doorLink } from "./door";
import { SignInForm } from "./sign-in-form";

const texts = messages(
  {
    title: "もう一度サインインしてください",
    why: "セッションが終了しました。入力した内容はこの画面に残っています。サインインすると、そのまま続けられます。",
    leave: "作業をやめて、この画面を閉じる",
    leaveWhat: "入力中の内容は失われます。ほかの方がサインインするときもこちらから進んでください。",
  },
  {
    title: "Please sign in again",
    why: "Your session has ended. What you entered is still on this page; sign in to go on with it.",
    leave: "Stop and close this page",
    leaveWhat: "What you entered will be lost. Use this too if somebody else wants to sign in.",
  },
);

export function SignInAgain() {
  const t = useMessages(texts);
  const me = useMe().data;
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
  return (
    <Dialog open title={t.title} sticky onClose={() => {}}>
      <div className="flex flex-col gap-5">
        <p>{t.why}</p>
        <SignInForm {...(me ? { only: { email: me.email } } : {})} onDone={() => {}} />
        <div className="border-t border-line pt-4 text-[0.875rem]">
          {/* A new page, so that nothing of the person's work stays behind. */}
          <a href="/sign-in" className={doorLink}>
            {t.leave}
          </a>
          <p className="text-ink-soft">{t.leaveWhat}</p>
        </div>
      </div>
    </Dialog>
  );
}
