/** Where one is signed in; what looks strange can be ended at once. */
import { useRef, useState } from "react";
import { $api, api, refresh } from "@/api/client";
import { explain } from "@/api/problem";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { Await } from "@/ui/states";
import { toast } from "@/ui/toast";

const texts = messages(
  {
    what: "心当たりのないものがあれば終了し、パスワードを変更してください。",
    here: "この端末",
    other: "別の端末",
    began: (at: string) => `${at}にサインイン`,
    used: (ago: string) => `最後の利用：${ago}`,
    end: "終了する",
    endOne: (at: string) => `${at}に始まったセッションを終了する`,
    ended: "セッションを終了しました。",
    endOthers: "この端末以外をすべて終了する",
    sure: "この端末以外のセッションをすべて終了しますか",
    sureWhat:
      "ほかの端末では、もう一度サインインが必要になります。保存していない入力は失われることがあります。",
    endedOthers: "この端末以外のセッションを終了しました。",
    only: "ほかの端末ではサインインしていません。",
  },
  {
    what: "If you do not recognise one, end it and change your password.",
    here: "This device",
    other: "Another device",
    began: (at: string) => `Signed in on ${at}`,
    used: (ago: string) => `Last used ${ago}`,
    end: "End",
    endOne: (at: string) => `End the session that began on ${at}`,
    ended: "The session has ended.",
    endOthers: "End all other sessions",
    sure: "End all sessions but this one?",
    sureWhat: "Other devices must sign in again. What was not saved there may be lost.",
    endedOthers: "All other sessions have ended.",
    only: "You are not signed in anywhere else.",
  },
);

export function SessionList() {
  const t = useMessages(texts);
  const { dateTime, ago } = useFormat();
  const sessions = $api.useQuery("get", "/api/v1/me/sessions");
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const run = async (what: string, work: () => Promise<unknown>, done: string) => {
    setBusy(what);
    try {
      await work();
      toast(done);
      // The dialog gives the focus back to its button, which may be gone afterwards.
      setAsking(false);
      await refresh("/me/sessions");
      list.current?.focus();
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(null);
      setAsking(false);
    }
  };
  const endOne = (id: string) =>
    run(id, () => api.DELETE("/api/v1/me/sessions/{id}", { params: { path: { id } } }), t.ended);
  return (
    <Await query={sessions} lines={3}>
      {({ items }) => (
        <>
          <p className="text-ink-soft">{items.length > 1 ? t.what : t.only}</p>
          <ul
            ref={list}
            tabIndex={-1}
            className="divide-y divide-line rounded-xl border border-line bg-white outline-none"
          >
            {items.map((session) => (
              <li key={session.id} className="flex flex-wrap items-center justify-between gap-3 px-5 py-3">
                <div>
                  <p className="flex flex-wrap items-center gap-2 font-bold">
                    {session.current ? <Badge look="green">{t.here}</Badge> : t.other}
                  </p>
                  <p className="text-[0.875rem] text-ink-soft">
                    {t.began(dateTime(session.created_at))} · {t.used(ago(session.last_used_at))}
                  </p>
                </div>
                {session.current ? null : (
                  <Button
                    size="small"
                    busy={busy === session.id}
                    aria-label={t.endOne(dateTime(session.created_at))}
                    onClick={() => void endOne(session.id)}
                  >
                    {t.end}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {items.length > 1 ? (
            <div>
              <Button look="danger" onClick={() => setAsking(true)}>
                {t.endOthers}
              </Button>
            </div>
          ) : null}
          <ConfirmDialog
            open={asking}
            title={t.sure}
            confirm={t.endOthers}
            danger
            busy={busy === "others"}
            onClose={() => setAsking(false)}
            onConfirm={() => void run("others", () => api.DELETE("/api/v1/me/sessions"), t.endedOthers)}
          >
            {t.sureWhat}
          </ConfirmDialog>
        </>
      )}
    </Await>
  );
}
