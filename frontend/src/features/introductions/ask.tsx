/** Asking to be introduced, from a match or from a listing; for the liaison, proposing it to one of the two sides. What was asked already is shown instead. */
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { $api, api, refresh, type Schemas } from "@/api/client";
import { explain, type FieldProblem } from "@/api/problem";
import { useFormat } from "@/i18n/format";
import { messages, textsNow, useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { Dialog, DialogButtons } from "@/ui/dialog";
import { Choice, FieldGroup, SelectField, TextArea } from "@/ui/field";
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
    own: { seed: "関連する自社のニーズ", need: "関連する自分のシーズ" },
    ownSupport:
      "選ぶと、どの掲載に関する依頼かが相手に伝わります。相手に見えるのは、相手に開示されている範囲だけです。",
    noOwn: "関連づけない",
    show: "紹介のやりとりを見る",
    message: "メッセージ",
    support:
      "関心を持った点、確かめたいこと、希望する進め方を書いてください。秘密の内容は書かないでください。",
    proposeSupport:
      "この組み合わせを勧める理由を書いてください。チームはこの文面のまま、または書き直して依頼できます。",
    check: "内容の確認",
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
    own: { seed: "Your own need it relates to", need: "Your own seed it relates to" },
    ownSupport: "The other side then knows what you ask about. They see only what is disclosed to them.",
    noOwn: "None",
    show: "Show the introduction",
    message: "Message",
    support: "Say what interests you, what you would like to know, and how to go on. Nothing confidential.",
    proposeSupport: "Say why you recommend this pair. The team may send it as it is or in their own words.",
    check: "Please confirm",
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

/** States in which a request still stands. */
const STANDING: Schemas["IntroductionState"][] = ["proposed", "pending", "info_requested", "accepted"];

/** The request of the reader’s team about a listing that still stands; `undefined` while that is not known. */
export function useStanding(listing: string): Schemas["IntroductionView"] | null | undefined {
  const sent = $api.useQuery("get", "/api/v1/introductions", {
    params: { query: { box: "sent", limit: 100 } },
  });
  return (
    sent.data &&
    (sent.data.items.find((one) => one.listing.id === listing && STANDING.includes(one.state)) ?? null)
  );
}

/** From a match. For the liaison `own` is the need and `other` the seed. */
export function AskForIntroduction({ match }: { match: Schemas["CandidateView"] }) {
  const t = useMessages(texts);
  const { own, other } = match;
  if (match.side !== "liaison") return <AskFromMatch match={match} />;
  const toNeed = { label: t.needSide(own.reference), request: { own_listing: own.id, listing: other.id } };
  const toSeed = { label: t.seedSide(other.reference), request: { own_listing: other.id, listing: own.id } };
  const directions = [
    ...(other.state === "published" ? [toNeed] : []),
    // A blind need is shown to nobody, so nobody can be asked to approach it.
    ...(own.state === "published" && own.visibility !== "blind" ? [toSeed] : []),
  ];
  return directions.length > 0 ? <Ask proposal directions={directions} /> : null;
}

function AskFromMatch({ match }: { match: Schemas["CandidateView"] }) {
  const t = useMessages(texts);
  const { id, mark, other } = match;
  const standing = useStanding(other.id);
  if (standing)
    return (
      <LinkButton icon="mail" to="/introductions/$id" params={{ id: standing.id }}>
        {t.show}
      </LinkButton>
    );
  if (other.state !== "published" || mark === "suppressed") return null;
  return <Ask directions={[{ label: "", request: { listing: other.id, candidate: id } }]} />;
}

/** From a listing's page, without a match. */
export function AskAboutListing({ listing }: { listing: Schemas["ListingHeader"] }) {
  return <Ask about={listing} directions={[{ label: "", request: { listing: listing.id } }]} />;
}

interface Asking {
  directions: Direction[];
  proposal?: boolean;
  /** What is asked about, where one of the reader's own listings may be named along with it */
  about?: Schemas["ListingHeader"] | undefined;
}

function Ask({ directions, proposal = false, about }: Asking) {
  const t = useMessages(texts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        look={about ? "primary" : "secondary"}
        icon={about ? "tie" : "mail"}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {proposal ? t.propose : t.ask}
      </Button>
      <Dialog open={open} title={proposal ? t.proposeTitle : t.askTitle} onClose={() => setOpen(false)}>
        <AskForm directions={directions} proposal={proposal} about={about} onClose={() => setOpen(false)} />
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

function AskForm({ directions, proposal, about, onClose }: Asking & { onClose: () => void }) {
  const t = useMessages(texts);
  const navigate = useNavigate();
  const [direction, setDirection] = useState(0);
  const [own, setOwn] = useState("");
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
        body: {
          ...request,
          ...(own ? { own_listing: own } : {}),
          message: message.trim(),
          confirmed_non_confidential: true,
        },
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
        labels={{
          message: t.message,
          own_listing: about && t.own[about.kind],
          confirmed_non_confidential: t.check,
        }}
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
      {about ? <Related about={about} value={own} problems={problems} onChange={setOwn} /> : null}
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
      <FieldGroup
        name="confirmed_non_confidential"
        label={t.check}
        required
        error={problemOf(problems, "confirmed_non_confidential")}
      >
        <Choice
          type="checkbox"
          label={t.confirm}
          checked={confirmed}
          onChange={(event) => setConfirmed(event.currentTarget.checked)}
        />
      </FieldGroup>
      <DialogButtons>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" busy={busy}>
          {proposal ? t.sendProposal : t.send}
        </Button>
      </DialogButtons>
    </form>
  );
}

/** Which of the reader's own listings it is about, if there are any. */
function Related({
  about,
  value,
  problems,
  onChange,
}: {
  about: Schemas["ListingHeader"];
  value: string;
  problems: FieldProblem[];
  onChange: (id: string) => void;
}) {
  const t = useMessages(texts);
  const { pick } = useFormat();
  const mine = $api.useQuery("get", "/api/v1/listings/mine", { params: { query: { limit: 100 } } });
  const related = mine.data?.items.filter(
    ({ kind, state }) => kind !== about.kind && (state === "published" || state === "under_exclusive"),
  );
  if (!related || related.length === 0) return null;
  return (
    <SelectField
      name="own_listing"
      label={t.own[about.kind]}
      support={t.ownSupport}
      error={problemOf(problems, "own_listing")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{t.noOwn}</option>
      {related.map((one) => (
        <option key={one.id} value={one.id}>
          {one.reference} {pick(one.title)}
        </option>
      ))}
    </SelectField>
  );
}
