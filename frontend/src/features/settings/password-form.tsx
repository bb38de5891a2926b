/** A new password, for whoever knows the current one. */
import { type FormEvent, useState } from "react";
import { api, refresh } from "@/api/client";
import type { FieldProblem } from "@/api/problem";
import { NewPassword, useNewPasswordCheck } from "@/features/auth/new-password";
import { useAttempt } from "@/features/auth/use-attempt";
import { useMe } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";

const texts = messages(
  {
    what: "変更すると、ほかの端末はすべてサインアウトされます。変更のお知らせがメールで届きます。",
    current: "現在のパスワード",
    new: "新しいパスワード",
    required: "入力してください。",
    change: "パスワードを変更する",
    changed: "パスワードを変更しました。ほかの端末はサインアウトされました。",
  },
  {
    what: "All sessions but this one end, and a mail tells you of the change.",
    current: "Current password",
    new: "New password",
    required: "Please fill this in.",
    change: "Change password",
    changed: "Your password is changed; sessions on other devices have ended.",
  },
);

export function PasswordForm() {
  const t = useMessages(texts);
  const me = useMe().data;
  const check = useNewPasswordCheck();
  const [round, setRound] = useState(0);
  const { busy, failure, problems, setProblems, attempt } = useAttempt();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    const [current, next] = [String(typed.get("current") ?? ""), String(typed.get("new") ?? "")];
    const missing: FieldProblem[] = [];
    if (!current) missing.push({ field: "current", code: "required", message: t.required });
    missing.push(...check("new", next));
    if (missing.length > 0) {
      setProblems(missing);
      return;
    }
    void attempt(async () => {
      await api.PUT("/api/v1/me/password", { body: { current, new: next } });
      // The fields are new ones; the focus must not be lost with the old.
      form.querySelector<HTMLButtonElement>("[type=submit]")?.focus();
      setRound(round + 1);
      toast(t.changed);
      await refresh("/me/sessions");
    });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <p className="text-ink-soft">{t.what}</p>
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary problems={problems} labels={{ current: t.current, new: t.new }} />
      <input type="text" hidden autoComplete="username" value={me?.email ?? ""} readOnly />
      <TextField
        key={`current ${round}`}
        name="current"
        type="password"
        label={t.current}
        required
        autoComplete="current-password"
        error={problemOf(problems, "current")}
      />
      <NewPassword key={`new ${round}`} name="new" label={t.new} error={problemOf(problems, "new")} />
      <div>
        <Button type="submit" look="primary" busy={busy}>
          {t.change}
        </Button>
      </div>
    </form>
  );
}
