/** Keeps a search under a name, with how often mails tell of what it finds. */
import { lazy, Suspense, useState } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Loading } from "@/ui/states";
import type { Kind, Search } from "./question";

const SaveForm = lazy(async () => ({ default: (await import("./save-form")).SaveForm }));

const texts = messages(
  {
    save: "検索を保存",
    title: "この検索を保存する",
  },
  {
    save: "Save search",
    title: "Save this search",
  },
);

export function SaveSearch({ kind, search }: { kind: Kind; search: Search }) {
  const t = useMessages(texts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        icon="star"
        className="min-h-11"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t.save}
      </Button>
      <Dialog open={open} title={t.title} onClose={() => setOpen(false)}>
        <Suspense fallback={<Loading lines={6} />}>
          <SaveForm kind={kind} search={search} onDone={() => setOpen(false)} />
        </Suspense>
      </Dialog>
    </>
  );
}
