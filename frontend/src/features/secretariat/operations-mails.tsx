/** Mails that did not go out, or of which nobody knows. Sending one of the latter again may deliver a second copy. */
import { useState } from "react";
import { api, refresh, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { Failure } from "@/ui/states";
import { Table } from "@/ui/table";
import { toast } from "@/ui/toast";
import { mailKinds } from "./mail-kinds";
import { useSubmission } from "./submit";

const texts = messages(
  {
    caption: "確認が必要なメール",
    kind: "メールの種類",
    to: "宛先",
    state: "状態",
    dead: "送信できず",
    ambiguous: "到着不明",
    attempts: "試した回数",
    error: "最後のエラー",
    queued: "登録",
    action: "操作",
    retry: "もう一度送る",
    retryOf: (to: string, kind: string) => `${to} 宛ての「${kind}」をもう一度送る`,
    sure: "もう一度送りますか",
    maybeTwice:
      "相手のメールサーバーとの通信が途中で切れたため、届いたかどうかが分かりません。すでに届いていた場合、同じメールが2通になります。",
    notSent: "このメールは届いていません。宛先や設定の問題が直っていれば、もう一度送れます。",
    send: "送る",
    sendAnyway: "2通になってもよいので送る",
    done: "もう一度送ります",
  },
  {
    caption: "Mails to look at",
    kind: "Mail",
    to: "To",
    state: "State",
    dead: "Could not be sent",
    ambiguous: "Outcome unknown",
    attempts: "Attempts",
    error: "Last error",
    queued: "Queued",
    action: "Action",
    retry: "Send again",
    retryOf: (to: string, kind: string) => `Send “${kind}” to ${to} again`,
    sure: "Send it again?",
    maybeTwice:
      "The connection to the mail server broke off, so nobody can know whether this mail arrived. If it did, the person receives it twice.",
    notSent:
      "This mail did not arrive. If the address or the settings have been put right, it can be sent again.",
    send: "Send",
    sendAnyway: "Send, even if it arrives twice",
    done: "It is being sent again",
  },
);

type Mail = Schemas["MailToLookAt"];

export function StuckMails({ mails }: { mails: Mail[] }) {
  const t = useMessages(texts);
  const kinds = useMessages(mailKinds) as Record<string, string>;
  const { dateTime, number } = useFormat();
  const [asked, setAsked] = useState<Mail | null>(null);
  const submission = useSubmission();
  const retry = async () => {
    if (!asked) return;
    const { id } = asked;
    setAsked(null);
    const done = await submission.run(async () => {
      await api.POST("/api/v1/operations/mails/{id}/retry", {
        params: { path: { id }, header: { "Idempotency-Key": crypto.randomUUID() } },
      });
    });
    await refresh("/operations");
    if (done) toast(t.done);
    // What is tried again goes from the list, and its button with it.
    setTimeout(() => {
      if (document.activeElement === document.body) document.querySelector("h1")?.focus();
    }, 100);
  };
  const unknown = asked?.state === "ambiguous";
  return (
    <>
      {submission.failure ? <Failure error={submission.failure} /> : null}
      <Table
        dense
        caption={t.caption}
        head={[t.kind, t.to, t.state, t.attempts, t.error, t.queued, t.action]}
      >
        {mails.map((mail) => (
          <tr key={mail.id}>
            <td>{kinds[mail.kind] ?? mail.kind}</td>
            <td className="whitespace-nowrap">{mail.to}</td>
            <td>
              <Badge look={mail.state === "dead" ? "shu" : "yellow"}>
                {mail.state === "dead" ? t.dead : t.ambiguous}
              </Badge>
            </td>
            <td className="tabular-nums">{number(mail.attempts)}</td>
            <td className="min-w-[12rem]">
              <code className="text-[0.8125rem]">{mail.last_error ?? "–"}</code>
            </td>
            <td className="whitespace-nowrap">{dateTime(mail.created_at)}</td>
            <td>
              <Button
                size="small"
                className="whitespace-nowrap"
                aria-label={t.retryOf(mail.to, kinds[mail.kind] ?? mail.kind)}
                onClick={() => setAsked(mail)}
              >
                {t.retry}
              </Button>
            </td>
          </tr>
        ))}
      </Table>
      <ConfirmDialog
        open={asked !== null}
        title={t.sure}
        confirm={unknown ? t.sendAnyway : t.send}
        danger={unknown}
        onConfirm={() => void retry()}
        onClose={() => setAsked(null)}
      >
        {unknown ? t.maybeTwice : t.notSent}
      </ConfirmDialog>
    </>
  );
}
