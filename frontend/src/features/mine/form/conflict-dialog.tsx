/** Two people, or two windows, wrote the same listing: both texts side by side, and a person decides. */
import { useEffect, useState } from "react";
import { api, type Schemas } from "@/api/client";
import { changesBetween, FieldChanges } from "@/features/diff";
import type { AnyContent } from "@/features/listing-view/fields";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Dialog, DialogButtons } from "@/ui/dialog";
import { Failure, Loading } from "@/ui/states";
import { toast } from "@/ui/toast";
import { effectiveTiers, toSend } from "./content";
import type { Saver } from "./saver";
import { useStore } from "./store";

const texts = messages(
  {
    title: "ほかの画面での保存と重なりました",
    what: (at: string) =>
      `この下書きは ${at} に、同じチームの方か、あなたの別の画面で保存されています。この画面で書いた項目のうち、違いがあるものを示します。ほかの項目には、保存されている内容を使います。`,
    sides: { before: "保存されている内容", after: "この画面の内容" },
    take: "保存されている内容を使う（この画面の未保存の変更は消えます）",
    keep: "この画面で書いた項目を残す",
    taken: "保存されている内容を読み込みました。",
    kept: "この画面の内容で保存しました。",
  },
  {
    title: "It was also saved elsewhere",
    what: (at: string) =>
      `Somebody in your team, or you in another window, saved this draft on ${at}. These are the fields that you wrote here and that differ. For all other fields, what is saved is used.`,
    sides: { before: "Saved", after: "Written here" },
    take: "Use what is saved (unsaved changes here are dropped)",
    keep: "Keep what I wrote here",
    taken: "What is saved has been loaded.",
    kept: "What is here has been saved.",
  },
);

export function ConflictDialog({
  open,
  saver,
  onClose,
}: {
  open: boolean;
  saver: Saver;
  onClose: () => void;
}) {
  const t = useMessages(texts);
  return (
    <Dialog open={open} title={t.title} shape="wide" onClose={onClose}>
      <Comparison saver={saver} onClose={onClose} />
    </Dialog>
  );
}

function Comparison({ saver, onClose }: { saver: Saver; onClose: () => void }) {
  const t = useMessages(texts);
  const store = useStore();
  const { dateTime } = useFormat();
  const [theirs, setTheirs] = useState<Schemas["DraftBody"]>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    api.GET("/api/v1/listings/{id}/draft", { params: { path: { id: store.id } } }).then(
      ({ data }) => setTheirs(data),
      (error: unknown) => setFailure(error),
    );
  }, [store.id]);
  if (failure) return <Failure error={failure} />;
  if (!theirs) return <Loading />;
  const mine = store.rebased(theirs);
  const changes = changesBetween(
    store.kind,
    {
      content: theirs.content as AnyContent,
      tiers: effectiveTiers(store.specs, theirs.tier_overrides, theirs.visibility),
    },
    {
      content: toSend(mine.content as AnyContent) as AnyContent,
      tiers: effectiveTiers(store.specs, mine.tier_overrides, mine.visibility),
    },
  );
  return (
    <div className="flex flex-col gap-5">
      <p>{t.what(dateTime(theirs.updated_at))}</p>
      <FieldChanges kind={store.kind} changes={changes} sides={t.sides} />
      <DialogButtons>
        <Button
          look="danger"
          onClick={() => {
            store.replace(theirs);
            saver.replaced(theirs.version);
            onClose();
            toast(t.taken);
          }}
        >
          {t.take}
        </Button>
        <Button
          look="primary"
          onClick={() => {
            store.replace(mine);
            void saver.overwrite(theirs.version).then((saved) => {
              if (saved) toast(t.kept);
            });
            onClose();
          }}
        >
          {t.keep}
        </Button>
      </DialogButtons>
    </div>
  );
}
