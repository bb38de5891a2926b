/** Whether all is saved; read out politely only when that is news. */
import { useRef, useSyncExternalStore } from "react";
import { explain } from "@/api/problem";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icons";
import type { Saver } from "./saver";

const texts = messages(
  {
    auto: "入力すると自動で保存されます",
    waiting: "未保存の変更があります",
    saving: "保存しています",
    saved: (time: string) => `保存しました ${time}`,
    offline: "まだ保存できていません。つながり次第、自動で保存します。このページを閉じないでください。",
    conflict: "ほかの画面での保存と重なりました",
    compare: "違いを確かめる",
    again: "もう一度保存する",
  },
  {
    auto: "What you enter is saved by itself",
    waiting: "Changes not saved yet",
    saving: "Saving",
    saved: (time: string) => `Saved at ${time}`,
    offline:
      "Not saved yet. It will be saved as soon as the server can be reached; please keep this page open.",
    conflict: "It was also saved elsewhere",
    compare: "See the differences",
    again: "Save again",
  },
);

export function SaveStatus({ saver, onCompare }: { saver: Saver; onCompare: () => void }) {
  const t = useMessages(texts);
  const { time } = useFormat();
  const status = useSyncExternalStore(saver.subscribe, saver.current);
  const quiet = status.at === "waiting" ? t.waiting : status.at === "saving" ? t.saving : "";
  const news =
    status.at === "rest"
      ? status.savedAt
        ? t.saved(time(status.savedAt))
        : t.auto
      : status.at === "offline"
        ? t.offline
        : status.at === "conflict"
          ? t.conflict
          : status.at === "refused"
            ? explain(status.error).detail
            : "";
  const isTrouble = ["offline", "conflict", "refused"].includes(status.at);
  const place = useRef<HTMLDivElement>(null);
  /** The button goes when it was of use; what it did is read here. */
  const from = (run: () => void) => {
    place.current?.focus();
    run();
  };
  return (
    <div
      ref={place}
      tabIndex={-1}
      className={`flex flex-col gap-2 text-[0.875rem] ${isTrouble ? "font-bold text-shu-800" : "text-ink-soft"}`}
    >
      <div className="flex items-start gap-1.5">
        <Icon name={isTrouble ? "warning" : quiet ? "clock" : "check"} size={18} className="mt-0.5" />
        {quiet ? <span>{quiet}</span> : null}
        <span role="status">{news}</span>
      </div>
      {status.at === "conflict" ? (
        <Button size="small" onClick={() => from(onCompare)}>
          {t.compare}
        </Button>
      ) : null}
      {status.at === "offline" || status.at === "refused" ? (
        <Button size="small" onClick={() => from(() => void saver.flush())}>
          {t.again}
        </Button>
      ) : null}
    </div>
  );
}
