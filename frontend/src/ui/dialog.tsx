/** The platform's own modal dialog: it traps focus, closes with Escape and gives the focus back. */

import { type ReactNode, useEffect, useId, useRef } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { Button, IconButton } from "./button";

const texts = messages({ close: "閉じる", cancel: "キャンセル" }, { close: "Close", cancel: "Cancel" });

export interface DialogProps {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** `drawer`: from the side, full height. `wide`: for comparisons */
  shape?: "normal" | "wide" | "drawer";
  /** Cannot be closed without an answer */
  sticky?: boolean;
}

export function Dialog({ open, title, onClose, children, shape = "normal", sticky = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const t = useMessages(texts);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  const shapes = {
    normal: "m-auto w-[min(36rem,calc(100vw-2rem))] max-h-[calc(100dvh-2rem)] rounded-xl",
    wide: "m-auto w-[min(64rem,calc(100vw-2rem))] max-h-[calc(100dvh-2rem)] rounded-xl",
    drawer: "ml-auto mr-0 my-0 h-dvh max-h-dvh w-[min(24rem,100vw)]",
  };
  return (
    <dialog
      ref={ref}
      aria-labelledby={heading}
      className={`${shapes[shape]} scroll-pt-20 bg-white p-0 text-ink shadow-lg`}
      onClose={onClose}
      onCancel={(event) => {
        if (sticky) event.preventDefault();
      }}
    >
      {open ? (
        <div className="flex flex-col">
          <div className="sticky top-0 z-10 flex items-start justify-between gap-2 border-b border-line bg-white px-5 py-3">
            <h2 id={heading} className="py-2 text-[1.25rem] leading-snug font-bold">
              {title}
            </h2>
            {sticky ? null : <IconButton icon="close" label={t.close} onClick={onClose} />}
          </div>
          <div className="px-5 py-5">{children}</div>
        </div>
      ) : null}
    </dialog>
  );
}

/** At the end of a dialog. On a phone they share its width. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-3 max-sm:[&>*]:grow">{children}</div>;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({
  open,
  title,
  children,
  confirm,
  busy = false,
  danger = false,
  onConfirm,
  onClose,
}: Omit<DialogProps, "shape" | "sticky"> & {
  confirm: ReactNode;
  busy?: boolean;
  danger?: boolean;
  onConfirm: () => void;
}) {
  const t = useMessages(texts);
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <div className="flex flex-col gap-5">
        <div>{children}</div>
        <DialogButtons>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </DialogButtons>
      </div>
    </Dialog>
  );
}
