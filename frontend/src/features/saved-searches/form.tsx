/** Under which name a search is kept, and how often mails tell of what it finds. */
import { type FormEvent, useState } from "react";
import type { Schemas } from "@/api/client";
import { explain, type FieldProblem } from "@/api/problem";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { Cadence } from "./cadence";

const texts = messages(
  { name: "名前", support: "80字まで。自分だけに見えます。", missing: "名前を入力してください。" },
  { name: "Name", support: "Up to 80 characters; only you see it.", missing: "Please enter a name." },
);

type Kept = Pick<Schemas["SavedSearchView"], "name" | "alerts">;

export function SavedSearchForm({
  initial,
  action,
  onSave,
}: {
  initial: Kept;
  action: string;
  onSave: (kept: Kept) => Promise<void>;
}) {
  const t = useMessages(texts);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "").trim();
    setFailure(null);
    setProblems(name ? [] : [{ field: "name", code: "required", message: t.missing }]);
    if (!name) return;
    setBusy(true);
    try {
      await onSave({ name, alerts: String(form.get("alerts") ?? initial.alerts) });
    } catch (error) {
      const { fields } = explain(error);
      if (fields.length > 0) setProblems(fields);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-5">
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary problems={problems} labels={{ name: t.name }} />
      <TextField
        name="name"
        label={t.name}
        support={t.support}
        required
        maxLength={80}
        defaultValue={initial.name}
        error={problemOf(problems, "name")}
      />
      <Cadence name="alerts" value={initial.alerts} />
      <Button type="submit" look="primary" busy={busy} className="self-end">
        {action}
      </Button>
    </form>
  );
}
