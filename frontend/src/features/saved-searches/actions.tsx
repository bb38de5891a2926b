/** What can be done with a saved search: run it, change it, give it up. */
import { useState } from "react";
import { flushSync } from "react-dom";
import type { Schemas } from "@/api/client";
import { explain } from "@/api/problem";
import { fromQuestion, linkToSearch } from "@/features/search/question";
import { useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { ConfirmDialog, Dialog } from "@/ui/dialog";
import { toast } from "@/ui/toast";
import { changeSavedSearch, removeSavedSearch } from "./change";
import { SavedSearchForm } from "./form";
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
        <SavedSearchForm
          initial={saved}
          action={t.save}
          onSave={async (kept) => {
            await changeSavedSearch(saved.id, kept);
            toast(t.saved);
            setOpen(null);
          }}
        />
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
