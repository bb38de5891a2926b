/** `/operations`: whether work and mail get done, and what needs a person. Looks again by itself, and can be told not to. */
import { useState } from "react";
import { $api, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Page, Section } from "@/ui/page";
import { Await, Note } from "@/ui/states";
import { Counts } from "./counts";
import { StuckMails } from "./operations-mails";
import { DeadTasks } from "./operations-tasks";

const EVERY = 15_000;

const texts = messages(
  {
    title: "配信と処理",
    lead: "メールの配信と、マッチングなど裏側の処理の状況です。止まっているものは、ここからやり直せます。",
    pause: "自動更新を止める",
    resume: "自動更新を再開する",
    now: "今すぐ更新",
    at: (time: string) => `${time}時点`,
    paused: "自動更新を止めています",
    well: "すべて順調です",
    wellText: "止まっている処理やメールはありません。",
    attention: "確認が必要です",
    attentionText: (tasks: number, mails: number, late: number) =>
      `${[
        ...(tasks > 0 ? [`止まった処理が${tasks}件`] : []),
        ...(mails > 0 ? [`確認が必要なメールが${mails}件`] : []),
        ...(late > 0 ? [`応答のない時刻認証局が${late}件`] : []),
      ].join("、")}あります。`,
    tasks: "処理",
    mails: "メール",
    oldest: "いちばん長く待っている処理：",
    oldestNone: "待っている処理はありません",
    ambiguities: (n: number) => `届いたかどうか分からなかった配信：累計${n}回`,
    stamps: "台帳のタイムスタンプ",
    stamped: (time: string) => `最後のタイムスタンプ：${time}`,
    never: "まだタイムスタンプがありません",
    waits: (since: string) => `${since}から待っています`,
    late: "丸一日を過ぎても応答がありません。設定の ledger.time_authorities とネットワークを確かめてください。",
  },
  {
    title: "Queue and mail",
    lead: "Whether mail goes out and work in the background gets done. What is stuck can be tried again here.",
    pause: "Stop refreshing",
    resume: "Refresh by itself again",
    now: "Refresh now",
    at: (time: string) => `As of ${time}`,
    paused: "Does not refresh by itself",
    well: "All is well",
    wellText: "No task and no mail is stuck.",
    attention: "Something needs you",
    attentionText: (tasks: number, mails: number, late: number) =>
      [
        ...(tasks > 0 ? [`Tasks that gave up: ${tasks}.`] : []),
        ...(mails > 0 ? [`Mails to look at: ${mails}.`] : []),
        ...(late > 0 ? [`Time authorities without an answer: ${late}.`] : []),
      ].join(" "),
    tasks: "Tasks",
    mails: "Mails",
    oldest: "Waiting longest: ",
    oldestNone: "Nothing waits",
    ambiguities: (n: number) => `Deliveries whose outcome could not be known so far: ${n}`,
    stamps: "Time stamps of the ledger",
    stamped: (time: string) => `Last time stamp: ${time}`,
    never: "No time stamp yet",
    waits: (since: string) => `waiting since ${since}`,
    late: "No answer for more than a day. Check ledger.time_authorities in the settings, and the network.",
  },
);

const taskStates = messages(
  { ready: "順番待ち", leased: "処理中", done: "完了", dead: "停止" },
  { ready: "Waiting", leased: "Running", done: "Done", dead: "Gave up" },
);

const mailStates = messages(
  {
    held: "まとめ待ち",
    queued: "送信待ち",
    sending: "送信中",
    sent: "送信済み",
    digested: "まとめて送信済み",
    suppressed: "送信不要",
    ambiguous: "到着不明",
    dead: "送信できず",
  },
  {
    held: "Held for a digest",
    queued: "Queued",
    sending: "Being sent",
    sent: "Sent",
    digested: "Sent in a digest",
    suppressed: "Not wanted any more",
    ambiguous: "Outcome unknown",
    dead: "Could not be sent",
  },
);

export function Operations() {
  const t = useMessages(texts);
  const { dateTime } = useFormat();
  const [paused, setPaused] = useState(false);
  const query = $api.useQuery(
    "get",
    "/api/v1/operations/queue",
    {},
    { refetchInterval: paused ? false : EVERY, refetchOnWindowFocus: !paused },
  );
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <Button onClick={() => setPaused(!paused)}>{paused ? t.resume : t.pause}</Button>
          <Button busy={query.isFetching && paused} onClick={() => void query.refetch()}>
            {t.now}
          </Button>
        </>
      }
    >
      <Await query={query}>
        {(overview) => (
          <>
            <p className="text-[0.875rem] text-ink-soft">
              {t.at(dateTime(new Date(query.dataUpdatedAt).toISOString()))}
              {paused ? ` · ${t.paused}` : ""}
            </p>
            <Overview overview={overview} />
          </>
        )}
      </Await>
    </Page>
  );
}

function Overview({ overview }: { overview: Schemas["QueueOverview"] }) {
  const t = useMessages(texts);
  const tasks = useMessages(taskStates);
  const mails = useMessages(mailStates);
  const { ago, dateTime } = useFormat();
  const { dead_tasks, stuck_mails, oldest_due, time_authorities } = overview;
  const late = time_authorities.filter(({ overdue }) => overdue).length;
  const well = dead_tasks.length === 0 && stuck_mails.length === 0 && late === 0;
  return (
    <>
      {well ? (
        <Note look="success" title={t.well}>
          {t.wellText}
        </Note>
      ) : (
        <Note look="warning" title={t.attention}>
          {t.attentionText(dead_tasks.length, stuck_mails.length, late)}
        </Note>
      )}
      <Section title={t.tasks}>
        <Counts counts={overview.tasks} names={tasks} alarming={["dead"]} />
        <p>
          {oldest_due ? (
            <>
              {t.oldest}
              <time dateTime={oldest_due} title={dateTime(oldest_due)}>
                {ago(oldest_due)}
              </time>
            </>
          ) : (
            t.oldestNone
          )}
        </p>
        {dead_tasks.length > 0 ? <DeadTasks tasks={dead_tasks} /> : null}
      </Section>
      <Section title={t.mails}>
        <Counts counts={overview.mails} names={mails} alarming={["dead", "ambiguous"]} />
        {overview.ambiguities > 0 ? <p>{t.ambiguities(overview.ambiguities)}</p> : null}
        {stuck_mails.length > 0 ? <StuckMails mails={stuck_mails} /> : null}
      </Section>
      {time_authorities.length > 0 ? (
        <Section title={t.stamps}>
          <ul className="flex flex-col gap-2">
            {time_authorities.map(({ name, last_at, waiting_since, overdue }) => (
              <li key={name}>
                <span className="font-bold">{name}</span>
                <span className="text-ink-soft">
                  {` · ${last_at ? t.stamped(dateTime(last_at)) : t.never}`}
                  {waiting_since ? ` · ${t.waits(dateTime(waiting_since))}` : ""}
                </span>
                {overdue ? <Note look="warning">{t.late}</Note> : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
