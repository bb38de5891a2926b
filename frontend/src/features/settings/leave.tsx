/** Ends one's own membership: a reason, what it means, and the own address typed once more. */
import { type FormEvent, useState } from "react";
import { api, type Schemas } from "@/api/client";
import { explain, type FieldProblem } from "@/api/problem";
import { useMe } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Dialog, DialogButtons } from "@/ui/dialog";
import { Choice, FieldGroup, TextField } from "@/ui/field";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";

const texts = messages(
  {
    what: "退会すると、すぐにすべての閲覧ができなくなります。保存した検索は削除されます。退会後も、誓約で約束した秘密保持の義務は続きます。",
    begin: "退会の手続きへ進む",
    title: "退会の確認",
    sure: "この操作は取り消せません。もう一度参加するには、新たに入会を申し込み、審査を受ける必要があります。",
    team: "ご自身だけが担当している登録情報や、回答待ちの紹介がある場合は、先に引き継ぐか取り下げてください。",
    reason: "退会の理由",
    reasonRequired: "理由を選んでください。",
    reasons: {
      own_request: "自分の希望",
      left_organisation: "所属機関を離れた",
      organisation_left: "所属機関が参加をやめた",
      other: "その他",
    },
    email: "確認のため、ご自身のメールアドレスを入力してください",
    emailWrong: "サインイン中のメールアドレスと一致しません。",
    leave: "退会する",
    stay: "退会せずに戻る",
  },
  {
    what: "When you leave, your access ends at once and your saved searches are deleted. The duty of secrecy of the undertaking goes on.",
    begin: "Go on to leaving",
    title: "Leave the consortium",
    sure: "This cannot be undone. To come back you would apply again and be vetted again.",
    team: "If listings or introductions depend on you alone, please hand them over or withdraw them first.",
    reason: "Reason for leaving",
    reasonRequired: "Please choose a reason.",
    reasons: {
      own_request: "My own wish",
      left_organisation: "I have left my organisation",
      organisation_left: "My organisation no longer takes part",
      other: "Other",
    },
    email: "To confirm, please type your own e-mail address",
    emailWrong: "This is not the address you are signed in with.",
    leave: "Leave for good",
    stay: "Stay a member",
  },
);

const REASONS = ["own_request", "left_organisation", "organisation_left", "other"] as const;
type Reason = (typeof REASONS)[number] & Schemas["AccessReason"];

export function Leave() {
  const t = useMessages(texts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <p>{t.what}</p>
      <div>
        <Button look="danger" onClick={() => setOpen(true)}>
          {t.begin}
        </Button>
      </div>
      <Dialog open={open} title={t.title} onClose={() => setOpen(false)}>
        <LeaveForm onStay={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function LeaveForm({ onStay }: { onStay: () => void }) {
  const t = useMessages(texts);
  const me = useMe().data;
  const [reason, setReason] = useState<Reason | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const typed = String(new FormData(event.currentTarget).get("email") ?? "").trim();
    const found: FieldProblem[] = [];
    if (!reason) found.push({ field: "reason", code: "required", message: t.reasonRequired });
    if (typed.toLowerCase() !== me?.email.toLowerCase())
      found.push({ field: "email", code: "malformed", message: t.emailWrong });
    setFailure(null);
    setProblems(found);
    if (found.length > 0 || !reason) return;
    setBusy(true);
    try {
      await api.POST("/api/v1/me/leave", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { reason },
      });
      // A new page: nothing of the member's stays in this one.
      location.assign("/");
    } catch (error) {
      const { fields } = explain(error);
      if (fields.length > 0) setProblems(fields);
      else setFailure(error);
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <p className="font-bold">{t.sure}</p>
      <p>{t.team}</p>
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary problems={problems} labels={{ reason: t.reason }} />
      <FieldGroup name="reason" label={t.reason} required error={problemOf(problems, "reason")}>
        <div className="flex flex-col">
          {REASONS.map((code) => (
            <Choice
              key={code}
              type="radio"
              name="reason"
              label={t.reasons[code]}
              checked={reason === code}
              onChange={() => setReason(code)}
            />
          ))}
        </div>
      </FieldGroup>
      <TextField
        name="email"
        type="email"
        label={t.email}
        required
        autoComplete="off"
        error={problemOf(problems, "email")}
      />
      <DialogButtons>
        <Button onClick={onStay}>{t.stay}</Button>
        <Button type="submit" look="danger" busy={busy}>
          {t.leave}
        </Button>
      </DialogButtons>
    </form>
  );
}
