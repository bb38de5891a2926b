/** What an owner may do with a listing now. What cannot be taken back is asked about first. */
import { useState } from "react";
import { flushSync } from "react-dom";
import type { Schemas } from "@/api/client";
import { useVocabulary } from "@/features/vocabulary";
import { useLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { SelectField, TextField } from "@/ui/field";
import { Section } from "@/ui/page";
import { endOfDay, lastDay, today } from "./form/validity";
import { landAtStanding, type MoveDetails, type OwnMove, useMove } from "./moves";

const texts = messages(
  {
    title: "操作",
    recall: "提出を取り戻す",
    recallWhat: "確認を止めて、下書きに戻します。直したあとに、もう一度提出できます。",
    recalled: "提出を取り戻しました。",
    pause: "掲載を一時停止する",
    paused: "掲載を一時停止しました。ほかの会員には見えません。",
    undo: "元に戻す",
    resume: "掲載を再開する",
    resumed: "掲載を再開しました。",
    renew: "期限を更新する",
    renewWhat: "新しい期限を選んでください。最長12か月です。",
    until: "掲載の期限",
    renewed: "掲載の期限を更新しました。",
    conclude: "成約として終了する",
    concludeWhat: "この掲載から生まれた成果を選んでください。掲載は終わり、元には戻せません。",
    concluded: "成約として終了しました。",
    outcome: "成果",
    withdraw: "取り下げる",
    withdrawWhat: "掲載をただちに終わらせます。元には戻せません。新しく登録し直すことはできます。",
    withdrawDraft: "下書きを取り下げる",
    withdrawDraftWhat: "書いた内容はもう編集も提出もできません。元には戻せません。",
    withdrawn: "取り下げました。",
    reason: "この掲載から生まれたこと（あれば）",
    none: "選ばない",
  },
  {
    title: "Actions",
    recall: "Take the submission back",
    recallWhat: "The review stops and it becomes a draft again. You can submit it again after your changes.",
    recalled: "The submission was taken back.",
    pause: "Pause",
    paused: "It is paused. Other members do not see it.",
    undo: "Undo",
    resume: "Show it again",
    resumed: "It is shown again.",
    renew: "Renew",
    renewWhat: "Choose until when. At most 12 months.",
    until: "Published until",
    renewed: "It has been renewed.",
    conclude: "Close with a deal",
    concludeWhat: "Choose what came of it. The listing ends, and this cannot be undone.",
    concluded: "It is closed with a deal.",
    outcome: "Outcome",
    withdraw: "Withdraw",
    withdrawWhat: "The listing ends at once. This cannot be undone; you can register it anew.",
    withdrawDraft: "Withdraw the draft",
    withdrawDraftWhat: "It can no longer be edited or submitted. This cannot be undone.",
    withdrawn: "It is withdrawn.",
    reason: "What came of it, if anything",
    none: "None",
  },
);

type Asked = "recall" | "renew" | "withdraw" | "conclude";

export function Actions({
  id,
  moves,
  isDraftOnly,
  isWithReviewer,
}: {
  id: string;
  moves: Schemas["Move"][];
  isDraftOnly: boolean;
  isWithReviewer: boolean;
}) {
  const t = useMessages(texts);
  const move = useMove(id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (name: OwnMove, done: string, details?: MoveDetails) => {
    if (busy) return;
    setBusy(true);
    const undo = name === "pause" ? { label: t.undo, run: () => void move("resume", t.resumed) } : undefined;
    if (await move(name, done, details, undo)) {
      // The button that opened the dialog may be gone.
      flushSync(() => setAsked(null));
      landAtStanding(id);
    }
    setBusy(false);
  };
  // What came back with remarks is revised and submitted again: there is nothing to take back.
  const may = (name: OwnMove) => moves.some((one) => one === name) && (name !== "recall" || isWithReviewer);
  if (!(["recall", "pause", "resume", "renew", "withdraw", "conclude"] as const).some(may)) return null;
  return (
    <Section title={t.title}>
      <div className="flex flex-col gap-2 [&>*]:justify-start">
        {may("recall") ? <Button onClick={() => setAsked("recall")}>{t.recall}</Button> : null}
        {may("pause") ? (
          <Button busy={busy} onClick={() => void run("pause", t.paused)}>
            {t.pause}
          </Button>
        ) : null}
        {may("resume") ? (
          <Button busy={busy} onClick={() => void run("resume", t.resumed)}>
            {t.resume}
          </Button>
        ) : null}
        {may("renew") ? <Button onClick={() => setAsked("renew")}>{t.renew}</Button> : null}
        {may("conclude") ? <Button onClick={() => setAsked("conclude")}>{t.conclude}</Button> : null}
        {may("withdraw") ? (
          <Button look="danger" onClick={() => setAsked("withdraw")}>
            {isDraftOnly ? t.withdrawDraft : t.withdraw}
          </Button>
        ) : null}
      </div>
      <ConfirmDialog
        open={asked === "recall"}
        title={t.recall}
        confirm={t.recall}
        busy={busy}
        onConfirm={() => void run("recall", t.recalled)}
        onClose={() => setAsked(null)}
      >
        {t.recallWhat}
      </ConfirmDialog>
      <Renew
        open={asked === "renew"}
        busy={busy}
        onConfirm={(valid_until) => void run("renew", t.renewed, { valid_until })}
        onClose={() => setAsked(null)}
      />
      <WithOutcome
        open={asked === "conclude"}
        title={t.conclude}
        what={t.concludeWhat}
        label={t.outcome}
        busy={busy}
        onConfirm={(reason) => void run("conclude", t.concluded, { reason })}
        onClose={() => setAsked(null)}
      />
      <ConfirmDialog
        open={asked === "withdraw" && isDraftOnly}
        title={t.withdrawDraft}
        confirm={t.withdrawDraft}
        busy={busy}
        danger
        onConfirm={() => void run("withdraw", t.withdrawn)}
        onClose={() => setAsked(null)}
      >
        {t.withdrawDraftWhat}
      </ConfirmDialog>
      <WithOutcome
        open={asked === "withdraw" && !isDraftOnly}
        title={t.withdraw}
        what={t.withdrawWhat}
        label={t.reason}
        busy={busy}
        danger
        onConfirm={(reason) => void run("withdraw", t.withdrawn, { reason })}
        onClose={() => setAsked(null)}
      />
    </Section>
  );
}

interface Asking<T> {
  open: boolean;
  busy: boolean;
  onConfirm: (answer: T) => void;
  onClose: () => void;
}

function Renew({ open, busy, onConfirm, onClose }: Asking<string | null>) {
  const t = useMessages(texts);
  const [until, setUntil] = useState(lastDay());
  return (
    <ConfirmDialog
      open={open}
      title={t.renew}
      confirm={t.renew}
      busy={busy}
      onConfirm={() => onConfirm(until === lastDay() ? null : endOfDay(until))}
      onClose={onClose}
    >
      <TextField
        type="date"
        name="renew_until"
        label={t.until}
        support={t.renewWhat}
        className="max-w-52"
        min={today()}
        max={lastDay()}
        value={until}
        onChange={(event) => setUntil(event.target.value || lastDay())}
      />
    </ConfirmDialog>
  );
}

function WithOutcome({
  open,
  title,
  what,
  label,
  busy,
  danger = false,
  onConfirm,
  onClose,
}: Asking<string | null> & { title: string; what: string; label: string; danger?: boolean }) {
  const t = useMessages(texts);
  const locale = useLocale();
  const { terms } = useVocabulary("outcomes");
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      open={open}
      title={title}
      confirm={title}
      busy={busy}
      danger={danger}
      onConfirm={() => onConfirm(reason || null)}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <p>{what}</p>
        <SelectField
          name="reason"
          label={label}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        >
          <option value="">{t.none}</option>
          {terms.map((term) => (
            <option key={term.code} value={term.code}>
              {term[locale]}
            </option>
          ))}
        </SelectField>
      </div>
    </ConfirmDialog>
  );
}
