/** Tasks that gave up. */
import { useState } from "react";
import { api, refresh, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Failure } from "@/ui/states";
import { Table } from "@/ui/table";
import { toast } from "@/ui/toast";
import { useSubmission } from "./submit";

const kinds = messages(
  {
    match_listing: "マッチングの計算",
    send_mail: "メールの送信",
    send_digest: "まとめメールの作成",
    sweep_listings: "掲載の期限の確認",
    sweep_introductions: "紹介の催促と期限の確認",
    sweep_undertakings: "誓約の期限の確認",
    sweep_reviews: "審査の期限の確認",
    sweep_digests: "まとめメールの開始",
    clean_up: "古い記録の片付け",
    sign_checkpoints: "台帳のチェックポイントの署名",
    time_stamp_checkpoints: "台帳のタイムスタンプの取得",
    refresh_statistics: "検索統計の更新",
  },
  {
    match_listing: "Find matches",
    send_mail: "Send a mail",
    send_digest: "Gather a digest",
    sweep_listings: "Look after listings’ validity",
    sweep_introductions: "Remind of introductions, let old ones lapse",
    sweep_undertakings: "Remind of undertakings",
    sweep_reviews: "Tell of overdue reviews",
    sweep_digests: "Start digests",
    clean_up: "Clean up",
    sign_checkpoints: "Sign checkpoints of the ledger",
    time_stamp_checkpoints: "Fetch time stamps of the ledger",
    refresh_statistics: "Renew search statistics",
  },
);

const texts = messages(
  {
    caption: "止まった処理",
    kind: "処理",
    attempts: "試した回数",
    times: (n: number) => `${n}回`,
    error: "最後のエラー",
    queued: "登録",
    action: "操作",
    retry: "やり直す",
    retryOf: (kind: string, since: string) => `${kind}（${since}）をやり直す`,
    done: "やり直しを始めました",
  },
  {
    caption: "Tasks that gave up",
    kind: "Task",
    attempts: "Attempts",
    times: (n: number) => String(n),
    error: "Last error",
    queued: "Queued",
    action: "Action",
    retry: "Try again",
    retryOf: (kind: string, since: string) => `Try again: ${kind} (${since})`,
    done: "It is being tried again",
  },
);

export function DeadTasks({ tasks }: { tasks: Schemas["DeadTask"][] }) {
  const t = useMessages(texts);
  const names = useMessages(kinds) as Record<string, string>;
  const { dateTime } = useFormat();
  const [tried, setTried] = useState("");
  const submission = useSubmission();
  const retry = async (id: string) => {
    setTried(id);
    const done = await submission.run(async () => {
      await api.POST("/api/v1/operations/tasks/{id}/retry", {
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
  return (
    <>
      {submission.failure ? <Failure error={submission.failure} /> : null}
      <Table dense caption={t.caption} head={[t.kind, t.attempts, t.error, t.queued, t.action]}>
        {tasks.map((task) => (
          <tr key={task.id}>
            <td>{names[task.kind] ?? task.kind}</td>
            <td className="tabular-nums">{t.times(task.attempts)}</td>
            <td className="min-w-[14rem]">
              <code className="text-[0.8125rem]">{task.last_error ?? "–"}</code>
            </td>
            <td className="whitespace-nowrap">{dateTime(task.created_at)}</td>
            <td>
              <Button
                size="small"
                className="whitespace-nowrap"
                busy={submission.busy && tried === task.id}
                aria-label={t.retryOf(names[task.kind] ?? task.kind, dateTime(task.created_at))}
                onClick={() => void retry(task.id)}
              >
                {t.retry}
              </Button>
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}
