/** Whoever leaves the form while something could not be saved is asked first. */
import { useBlocker } from "@tanstack/react-router";
import { messages, useMessages } from "@/i18n/messages";
import { ConfirmDialog } from "@/ui/dialog";
import type { Saver } from "./saver";

const texts = messages(
  {
    leave: "保存できていない変更があります",
    leaveWhat: "このページを離れると、まだ保存できていない変更が失われます。離れますか。",
    leaveNow: "変更を捨てて離れる",
  },
  {
    leave: "Some changes are not saved",
    leaveWhat: "If you leave this page, the changes that could not be saved are lost. Leave anyway?",
    leaveNow: "Drop the changes and leave",
  },
);

export function LeaveGuard({ saver }: { saver: Saver }) {
  const t = useMessages(texts);
  const blocker = useBlocker({
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname && saver.isDirty && !(await saver.flush()),
    enableBeforeUnload: () => saver.isDirty,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={blocker.status === "blocked"}
      title={t.leave}
      confirm={t.leaveNow}
      danger
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {t.leaveWhat}
    </ConfirmDialog>
  );
}
