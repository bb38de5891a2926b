/** `/forgot-password`: asks for a link by mail. The answer is the same for every address. */
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Failure, Note } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { Door, doorLink } from "./door";
import { useAttempt } from "./use-attempt";

const texts = messages(
  {
    title: "パスワードの再設定",
    lead: "登録されているメールアドレスに、新しいパスワードを設定するためのリンクをお送りします。",
    email: "メールアドレス",
    required: "入力してください。",
    send: "リンクを送る",
    sent: "メールをご確認ください",
    sentWhat: (minutes: number) =>
      `入力されたアドレスが登録されている場合は、まもなくリンクが届きます。リンクは${minutes}分間有効です。`,
    noMail: "届かないときは、迷惑メールのフォルダと、入力したアドレスをお確かめください。",
    other: "別のアドレスで試す",
    back: "サインインに戻る",
  },
  {
    title: "Reset your password",
    lead: "We send a link to the address you are registered with; with it you choose a new password.",
    email: "E-mail address",
    required: "Please fill this in.",
    send: "Send the link",
    sent: "Please look at your mail",
    sentWhat: (minutes: number) =>
      `If that address is registered, a link is on its way. It works for ${minutes} minutes.`,
    noMail: "If nothing arrives, please check the spam folder and the address you entered.",
    other: "Try another address",
    back: "Back to sign-in",
  },
);

export function ForgotPassword() {
  const t = useMessages(texts);
  const { busy, failure, problems, setProblems, attempt } = useAttempt();
  const [minutes, setMinutes] = useState<number | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email") ?? "").trim();
    if (!email) {
      setProblems([{ field: "email", code: "required", message: t.required }]);
      return;
    }
    void attempt(async () => {
      const { data } = await api.POST("/api/v1/auth/password-resets", { body: { email } });
      if (data) setMinutes(data.link_minutes);
    });
  };
  const back = (
    <p>
      <Link to="/sign-in" className={doorLink}>
        {t.back}
      </Link>
    </p>
  );
  if (minutes !== null)
    return (
      <Door key="sent" title={t.sent} after={back}>
        <div className="flex flex-col items-start gap-5">
          <Note look="success">{t.sentWhat(minutes)}</Note>
          <p className="text-ink-soft">{t.noMail}</p>
          <Button onClick={() => setMinutes(null)}>{t.other}</Button>
        </div>
      </Door>
    );
  return (
    <Door title={t.title} lead={t.lead} after={back}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-5">
        {failure ? <Failure error={failure} /> : null}
        <ErrorSummary problems={problems} labels={{ email: t.email }} />
        <TextField
          name="email"
          type="email"
          label={t.email}
          autoComplete="username"
          inputMode="email"
          error={problemOf(problems, "email")}
        />
        <Button type="submit" look="primary" busy={busy}>
          {t.send}
        </Button>
      </form>
    </Door>
  );
}
