/** Address and password. `only` keeps to the person whose work waits in this page. */

import { type FormEvent, useState } from "react";
import { api } from "@/api/client";
import type { FieldProblem } from "@/api/problem";
import { opened } from "@/api/session";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { useAttempt } from "./use-attempt";

const texts = messages(
  {
    email: "メールアドレス",
    password: "パスワード",
    required: "入力してください。",
    show: "パスワードを表示",
    hide: "パスワードを隠す",
    signIn: "サインイン",
  },
  {
    email: "E-mail address",
    password: "Password",
    required: "Please fill this in.",
    show: "Show password",
    hide: "Hide password",
    signIn: "Sign in",
  },
);

export function SignInForm({ only, onDone }: { only?: { email: string }; onDone: () => void }) {
  const t = useMessages(texts);
  const { busy, failure, problems, setProblems, attempt } = useAttempt();
  const [shown, setShown] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = only?.email ?? String(form.get("email") ?? "").trim();
    const password = String(form.get("password") ?? "");
    const missing: FieldProblem[] = [];
    if (!email) missing.push({ field: "email", code: "required", message: t.required });
    if (!password) missing.push({ field: "password", code: "required", message: t.required });
    if (missing.length > 0) {
      setProblems(missing);
      return;
    }
    void attempt(async () => {
      const { data } = await api.POST("/api/v1/auth/sessions", { body: { email, password } });
      if (!data) return;
      opened(data.access_token);
      onDone();
    });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary problems={problems} labels={{ email: t.email, password: t.password }} />
      {only ? (
        <>
          <p className="font-bold">{only.email}</p>
          {/* Password managers find the password by it. */}
          <input type="text" hidden autoComplete="username" value={only.email} readOnly />
        </>
      ) : (
        <TextField
          name="email"
          type="email"
          label={t.email}
          autoComplete="username"
          inputMode="email"
          error={problemOf(problems, "email")}
        />
      )}
      <div className="flex flex-col gap-2">
        <TextField
          name="password"
          type={shown ? "text" : "password"}
          label={t.password}
          autoComplete="current-password"
          error={problemOf(problems, "password")}
        />
        <Button look="quiet" size="small" className="-mr-2.5 self-end" onClick={() => setShown(!shown)}>
          {shown ? t.hide : t.show}
        </Button>
      </div>
      <Button type="submit" look="primary" busy={busy}>
        {t.signIn}
      </Button>
    </form>
  );
}
