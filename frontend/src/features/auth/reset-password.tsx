/** `/reset-password#token=…`: sets a new password with the link of a mail. */
import { type FormEvent, useState } from "react";
import { api } from "@/api/client";
import { codeOf } from "@/api/problem";
import { messages, useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { Failure, Note } from "@/ui/states";
import { ErrorSummary } from "@/ui/summary";
import { Door } from "./door";
import { NewPassword, useNewPasswordCheck } from "./new-password";
import { useSecret } from "./secret";
import { useAttempt } from "./use-attempt";

const texts = messages(
  {
    title: "新しいパスワードの設定",
    lead: "設定すると、ほかの端末も含めて、すべてサインアウトされます。",
    password: "新しいパスワード",
    set: "パスワードを設定する",
    done: "新しいパスワードを設定しました",
    doneWhat: "新しいパスワードでサインインしてください。",
    signIn: "サインインへ進む",
    noLink: "メールのリンクから開いてください",
    noLinkWhat:
      "リンクに含まれる鍵が見つかりません。安全のため、鍵は一度読み取ると画面から消えます。メールのリンクをもう一度開くか、新しいリンクを請求してください。",
    again: "新しいリンクを請求する",
  },
  {
    title: "Choose a new password",
    lead: "All sessions end, also those on other devices.",
    password: "New password",
    set: "Set the password",
    done: "Your new password is set",
    doneWhat: "Please sign in with it.",
    signIn: "Go to sign-in",
    noLink: "Please open the link in the mail",
    noLinkWhat:
      "The key of the link is missing. For safety it leaves the address bar once it was read. Open the link in the mail again, or ask for a new one.",
    again: "Ask for a new link",
  },
);

export function ResetPassword() {
  const t = useMessages(texts);
  const token = useSecret();
  const [done, setDone] = useState(false);
  const check = useNewPasswordCheck();
  const { busy, failure, problems, setProblems, attempt } = useAttempt();
  if (done)
    return (
      <Door key="done" title={t.done}>
        <div className="flex flex-col items-start gap-5">
          <Note look="success">{t.doneWhat}</Note>
          <LinkButton to="/sign-in" look="primary">
            {t.signIn}
          </LinkButton>
        </div>
      </Door>
    );
  const askAgain = (
    <LinkButton to="/forgot-password" look="primary">
      {t.again}
    </LinkButton>
  );
  if (!token)
    return (
      <Door title={t.title}>
        <div className="flex flex-col items-start gap-5">
          <Note look="warning" title={t.noLink}>
            {t.noLinkWhat}
          </Note>
          {askAgain}
        </div>
      </Door>
    );
  if (failure && codeOf(failure) === "token_spent")
    return (
      <Door title={t.title}>
        <div className="flex flex-col items-start gap-5">
          <Failure error={failure} />
          {askAgain}
        </div>
      </Door>
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("new_password") ?? "");
    const found = check("new_password", password);
    if (found.length > 0) {
      setProblems(found);
      return;
    }
    void attempt(async () => {
      await api.POST("/api/v1/auth/password-resets/redeem", { body: { token, new_password: password } });
      setDone(true);
    });
  };
  return (
    <Door title={t.title} lead={t.lead}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-5">
        {failure ? <Failure error={failure} /> : null}
        <ErrorSummary problems={problems} labels={{ new_password: t.password }} />
        <NewPassword name="new_password" label={t.password} error={problems[0]?.message} />
        <Button type="submit" look="primary" busy={busy}>
          {t.set}
        </Button>
      </form>
    </Door>
  );
}
