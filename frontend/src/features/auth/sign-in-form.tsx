/** Address and password. `only` keeps to the person whose work waits in this page. */

import { type FormEvent, useState } from "react";
import { api } from "@/api/client";
import { explain, type FieldProblem } from "@/api/problem";
import { opened } from "@/api/session";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";

const texts = messages(
  {
    email: "メールアドレス",
    password: "パスワード",
    show: "パスワードを表示",
    hide: "パスワードを隠す",
    signIn: "サインイン",
  },
  {
    email: "E-mail address",
    password: "Password",
    show: "Show password",
    hide: "Hide password",
    signIn: "Sign in",
  },
);

export function SignInForm({ only, onDone }: { only?: { email: string }; onDone: () => void }) {
  const t = useMessages(texts);
  const [failure, setFailure] = useState<unknown>(null);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const credentials = {
      email: only?.email ?? String(form.get("email") ?? ""),
      password: String(form.get("password") ?? ""),
    };
    setBusy(true);
    setFailure(null);
    setProblems([]);
    try {
      const { data } = await api.POST("/api/v1/auth/sessions", { body: credentials });
      if (data) {
        opened(data.access_token);
        onDone();
      }
    } catch (error) {
      const { fields } = explain(error);
      if (fields.length > 0) setProblems(fields);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary problems={problems} labels={{ email: t.email, password: t.password }} />
      <TextField
        name="email"
        type="email"
        label={t.email}
        autoComplete="username"
        inputMode="email"
        error={problemOf(problems, "email")}
        {...(only ? { value: only.email, readOnly: true } : {})}
      />
      <div className="flex flex-col gap-2">
        <TextField
          name="password"
          type={shown ? "text" : "password"}
          label={t.password}
          autoComplete="current-password"
          error={problemOf(problems, "password")}
        />
        <Button look="quiet" size="small" className="self-start" onClick={() => setShown(!shown)}>
          {shown ? t.hide : t.show}
        </Button>
      </div>
      <Button type="submit" look="primary" busy={busy}>
        {t.signIn}
      </Button>
    </form>
  );
}
