/** Asking to be introduced, from a match or from a listing; for the liaison, proposing it to one of the two sides. */
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, refresh, type Schemas } from "@/api/client";
import { explain, type FieldProblem } from "@/api/problem";
import { messages, textsNow, useMessages } from "@/i18n/messages";
import { Button, type ButtonLook } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Choice, FieldGroup, fieldId, TextArea } from "@/ui/field";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";

const LONGEST = 800;

const texts = messages(
  {
    ask: "紹介を依頼する",
    propose: "紹介を提案する",
    askTitle: "紹介の依頼",
    proposeTitle: "紹介の提案",
    askLead:
      "相手に届くのは、あなたの組織の種類とこのメッセージだけです。相手が承諾すると、お互いの氏名と連絡先が表示され、「承認先」の項目が開きます。",
    proposeLead:
      "提案は、依頼する側のチームにだけ届きます。チームが確認するまで、もう一方の側には何も伝わりません。",
    whom: "どちらのチームに提案しますか",
    needSide: (reference: string) => `ニーズ側（${reference}）：シーズへの紹介を依頼するよう提案`,
    seedSide: (reference: string) => `シーズ側（${reference}）：ニーズへの紹介を依頼するよう提案`,
    message: "メッセージ",
    support:
      "関心を持った点、確かめたいこと、希望する進め方を書いてください。秘密の内容は書かないでください。",
    proposeSupport:
      "この組み合わせを勧める理由を書いてください。チームはこの文面のまま、または書き直して依頼できます。",
    confirm: "このメッセージに秘密の内容は含まれていません",
    needed: "入力してください。",
    tooLong: `${LONGEST}字以内にしてください。`,
    confirmNeeded: "内容を確かめて、チェックを入れてください。",
    send: "依頼を送る",
    sendProposal: "提案を送る",
    cancel: "キャンセル",
    sent: "紹介を依頼しました",
    proposed: "紹介を提案しました",
  },
  {
    ask: "Ask for an introduction",
    propose: "Propose an introduction",
    askTitle: "Ask for an introduction",
    proposeTitle: "Propose an introduction",
    askLead:
      "They receive the kind of your organisation and this message, nothing else. If they accept, both sides see each other’s names and addresses, and the fields of the Approved tier open.",
    proposeLead:
      "Only the team that is to ask receives the proposal. Until they confirm it, the other side is told nothing.",
    whom: "To whose team do you propose it?",
    needSide: (reference: string) => `The need’s team (${reference}): that they ask about the seed`,
    seedSide: (reference: string) => `The seed’s team (${reference}): that they ask about the need`,
    message: "Message",
    support: "Say what interests you, what you would like to know, and how to go on. Nothing confidential.",
    proposeSupport: "Say why you recommend this pair. The team may send it as it is or in their own words.",
    confirm: "This message holds nothing confidential",
    needed: "Please fill this in.",
    tooLong: `Up to ${LONGEST} characters.`,
    confirmNeeded: "Check the message and confirm it here.",
    send: "Send the request",
    sendProposal: "Send the proposal",
    cancel: "Cancel",
    sent: "Your request was sent",
    proposed: "Your proposal was sent",
  },
);

type Request = Pick<Schemas["IntroductionRequest"], "listing" | "own_listing" | "candidate">;
interface Direction {
  label: string;
  request: Request;
}

/** From a match. For the liaison `own` is the need and `other` the seed. */
export function AskForIntroduction({ match, look }: { match: Schemas["CandidateView"]; look?: ButtonLook }) {
  const t = useMessages(texts);
  const { own, other } = match;
  if (match.side !== "liaison") {
    if (other.state !== "published" || match.mark === "suppressed") return null;
    return (
      <Ask look={look} directions={[{ label: "", request: { listing: other.id, candidate: match.id } }]} />
    );
  }
  const toNeed = { label: t.needSide(own.reference), request: { own_listing: own.id, listing: other.id } };
  const toSeed = { label: t.seedSide(other.reference), request: { own_listing: other.id, listing: own.id } };
  const directions = [
    ...(other.state === "published" ? [toNeed] : []),
    // A blind need is shown to nobody, so nobody can be asked to approach it.
    ...(own.state === "published" && own.visibility !== "blind" ? [toSeed] : []),
  ];
  return directions.length > 0 ? <Ask proposal look={look} directions={directions} /> : null;
}

/** From a listing's page, without a match. */
export function AskAboutListing({ listing, look }: { listing: string; look?: ButtonLook }) {
  return <Ask look={look} directions={[{ label: "", request: { listing } }]} />;
}

function Ask({
  directions,
  proposal = false,
  look = "secondary",
}: {
  directions: Direction[];
  proposal?: boolean;
  look?: ButtonLook | undefined;
}) {
  const t = useMessages(texts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} icon="mail" onClick={() => setOpen(true)}>
        {proposal ? t.propose : t.ask}
      </Button>
      <Dialog open={open} title={proposal ? t.proposeTitle : t.askTitle} onClose={() => setOpen(false)}>
        <AskForm directions={directions} proposal={proposal} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function faults(message: string, confirmed: boolean): FieldProblem[] {
  const t = textsNow(texts);
  const found: FieldProblem[] = [];
  if (message.trim() === "") found.push({ field: "message", code: "required", message: t.needed });
  else if ([...message.trim()].length > LONGEST)
    found.push({ field: "message", code: "too_long", message: t.tooLong });
  if (!confirmed)
    found.push({ field: "confirmed_non_confidential", code: "not_confirmed", message: t.confirmNeeded });
  return found;
}

function AskForm({
  directions,
  proposal,
  onClose,
}: {
  directions: Direction[];
  proposal: boolean;
  onClose: () => void;
}) {
  const t = useMessages(texts);
  const navigate = useNavigate();
  const [direction, setDirection] = useState(0);
  const [message, setMessage] = useState("");
  const [confirmed, setConfirmed] = useState(false);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const request = directions[direction]?.request;
    const missing = faults(message, confirmed);
    setProblems(missing);
    setFailure(null);
    if (missing.length > 0 || busy || !request) return;
    setBusy(true);
    try {
      const { data } = await api.POST("/api/v1/introductions", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { ...request, message: message.trim(), confirmed_non_confidential: true },
      });
      await refresh("/introductions");
      toast(proposal ? t.proposed : t.sent);
      if (data) void navigate({ to: "/introductions/$id", params: { id: data.id } });
    } catch (error) {
      const { fields } = explain(error);
      if (fields.length > 0) setProblems(fields);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={(event) => void submit(event)}>
      <p className="text-ink-soft">{proposal ? t.proposeLead : t.askLead}</p>
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary
        problems={problems}
        labels={{ message: t.message, confirmed_non_confidential: t.confirm }}
      />
      {directions.length > 1 ? (
        <FieldGroup name="direction" label={t.whom}>
          {directions.map(({ label }, place) => (
            <Choice
              key={label}
              type="radio"
              name="direction"
              label={label}
              checked={place === direction}
              onChange={() => setDirection(place)}
            />
          ))}
        </FieldGroup>
      ) : null}
      <TextArea
        name="message"
        label={t.message}
        required
        support={proposal ? t.proposeSupport : t.support}
        error={problemOf(problems, "message")}
        rows={5}
        className="min-h-32"
        count={[...message].length}
        max={LONGEST}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      <Choice
        type="checkbox"
        id={fieldId("confirmed_non_confidential")}
        label={t.confirm}
        aria-invalid={problemOf(problems, "confirmed_non_confidential") ? true : undefined}
        checked={confirmed}
        onChange={(event) => setConfirmed(event.currentTarget.checked)}
      />
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" busy={busy}>
          {proposal ? t.sendProposal : t.send}
        </Button>
      </div>
    </form>
  );
}
