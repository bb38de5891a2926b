/** What can be done with a saved search: run it, change it, give it up. */
import { type FormEvent, useState } from "react";
import { flushSync } from "react-dom";
import type { Schemas } from "@/api/client";
import { explain, type FieldProblem } from "@/api/problem";
import { fromQuestion, linkToSearch } from "@/features/search/question";
import { useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { ConfirmDialog, Dialog } from "@/ui/dialog";
import { TextField } from "@/ui/field";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";
import { Cadence } from "./cadence";
import { changeSavedSearch, removeSavedSearch } from "./change";
import { texts } from "./texts";

type Saved = Schemas["SavedSearchView"];

export function Actions({ saved, onRemoved }: { saved: Saved; onRemoved?: () => void }) {
  const t = useMessages(texts);
  const [open, setOpen] = useState<"edit" | "remove" | null>(null);
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await removeSavedSearch(saved.id);
      toast(t.removed(saved.name));
      // While the dialog is open nothing outside of it takes the focus.
      flushSync(() => setOpen(null));
      if (onRemoved) onRemoved();
      else document.querySelector<HTMLElement>("h1")?.focus();
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <LinkButton
        size="small"
        icon="search"
        className="min-h-11"
        {...linkToSearch(saved.question.kind, fromQuestion(saved.question))}
      >
        {t.run}
      </LinkButton>
      <Button size="small" icon="edit" className="min-h-11" onClick={() => setOpen("edit")}>
        {t.edit}
      </Button>
      <Button size="small" look="danger" icon="trash" className="min-h-11" onClick={() => setOpen("remove")}>
        {t.remove}
      </Button>
      <Dialog open={open === "edit"} title={t.editTitle} onClose={() => setOpen(null)}>
        <EditForm saved={saved} onDone={() => setOpen(null)} />
      </Dialog>
      <ConfirmDialog
        open={open === "remove"}
        title={t.removeTitle(saved.name)}
        confirm={t.remove}
        danger
        busy={busy}
        onConfirm={() => void remove()}
        onClose={() => setOpen(null)}
      >
        {t.removeText}
      </ConfirmDialog>
    </div>
  );
}

function EditForm({ saved, onDone }: { saved: Saved; onDone: () => void }) {
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
      await changeSavedSearch(saved.id, { name, alerts: String(form.get("alerts") ?? saved.alerts) });
      toast(t.saved);
      onDone();
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
        required
        maxLength={80}
        defaultValue={saved.name}
        error={problemOf(problems, "name")}
      />
      <Cadence name="alerts" value={saved.alerts} />
      <Button type="submit" look="primary" busy={busy} className="self-end">
        {t.save}
      </Button>
    </form>
  );
}
