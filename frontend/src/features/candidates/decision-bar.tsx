/** The buttons with which one side decides about a match, or the liaison marks it. */
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { useVocabulary } from "@/features/vocabulary";
import { messages, useMessages } from "@/i18n/messages";
import { Button, type ButtonSize } from "@/ui/button";
import { Dialog, DialogButtons } from "@/ui/dialog";
import { Choice, FieldGroup } from "@/ui/field";
import { decideMatch, markMatch } from "./decide";

type Match = Schemas["CandidateView"];

const texts = messages(
  {
    label: (title: string) => `「${title}」の判断`,
    interested: "関心あり",
    notNow: "今回は見送り",
    dismiss: "対象外",
    reopen: "未判断に戻す",
    endorse: "双方に推薦する",
    suppress: "双方から隠す",
    lift: "印を外す",
    dismissTitle: "対象外にする理由",
    dismissLead: "理由は相手に伝わりません。続けて対象外にすると、似た低い一致の候補が届きにくくなります。",
    reason: "理由",
    needed: "理由をひとつ選んでください。",
    dismissNow: "対象外にする",
    cancel: "キャンセル",
  },
  {
    label: (title: string) => `Decision on “${title}”`,
    interested: "Interested",
    notNow: "Not now",
    dismiss: "Dismiss",
    reopen: "Back to undecided",
    endorse: "Recommend to both",
    suppress: "Hide from both",
    lift: "Remove the mark",
    dismissTitle: "Why do you dismiss it?",
    dismissLead:
      "The other side is not told. When you dismiss several, matches with similarly low scores reach you less often.",
    reason: "Reason",
    needed: "Choose one reason.",
    dismissNow: "Dismiss",
    cancel: "Cancel",
  },
);

export function DecisionBar({
  match,
  title,
  size = "normal",
  onDismiss,
  onDecided,
}: {
  match: Match;
  /** Of the other listing: names the group of buttons */
  title: string;
  size?: ButtonSize;
  /** Asks for the reason */
  onDismiss: () => void;
  onDecided: () => void;
}) {
  const t = useMessages(texts);
  const [busy, setBusy] = useState(false);
  const run = async (work: Promise<boolean>) => {
    setBusy(true);
    const done = await work;
    setBusy(false);
    if (done) onDecided();
  };
  const decide = (state: Schemas["CandidateState"]) => void run(decideMatch(match, { state }));
  const mark = (wanted: Schemas["LiaisonMark"] | null) => void run(markMatch(match, wanted));
  const common = { size, busy };
  return (
    <fieldset aria-label={t.label(title)} className="flex flex-wrap gap-2 max-sm:[&>button]:px-3">
      {match.side === "liaison" ? (
        <>
          {match.mark === "endorsed" ? null : (
            <Button {...common} look="primary" onClick={() => mark("endorsed")}>
              {t.endorse}
            </Button>
          )}
          {match.mark === "suppressed" ? null : (
            <Button {...common} onClick={() => mark("suppressed")}>
              {t.suppress}
            </Button>
          )}
          {match.mark ? (
            <Button {...common} look="quiet" onClick={() => mark(null)}>
              {t.lift}
            </Button>
          ) : null}
        </>
      ) : (
        <>
          {match.state === "interested" ? null : (
            <Button {...common} look="primary" onClick={() => decide("interested")}>
              {t.interested}
            </Button>
          )}
          {match.state === "not_now" ? null : (
            <Button {...common} onClick={() => decide("not_now")}>
              {t.notNow}
            </Button>
          )}
          {match.state === "dismissed" ? null : (
            <Button {...common} onClick={onDismiss}>
              {t.dismiss}
            </Button>
          )}
          {match.state === "new" || match.state === "seen" ? null : (
            <Button {...common} look="quiet" onClick={() => decide("seen")}>
              {t.reopen}
            </Button>
          )}
        </>
      )}
    </fieldset>
  );
}

/** Asks why a match is dismissed. `match` is the one in question; none closes it. */
export function DismissDialog({
  match,
  onClose,
  onDecided,
}: {
  match: Match | null;
  onClose: () => void;
  onDecided: () => void;
}) {
  const t = useMessages(texts);
  return (
    <Dialog open={match !== null} title={t.dismissTitle} onClose={onClose}>
      {match ? <Reason match={match} onClose={onClose} onDecided={onDecided} /> : null}
    </Dialog>
  );
}

function Reason({ match, onClose, onDecided }: { match: Match; onClose: () => void; onDecided: () => void }) {
  const t = useMessages(texts);
  const { terms, word } = useVocabulary("decline_codes");
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const reason = new FormData(event.currentTarget).get("reason");
        setMissing(!reason);
        if (!reason) event.currentTarget.querySelector("input")?.focus();
        if (!reason || busy) return;
        setBusy(true);
        void decideMatch(match, { state: "dismissed", reason: String(reason) }).then((done) => {
          setBusy(false);
          onClose();
          if (done) onDecided();
        });
      }}
    >
      <p className="text-ink-soft">{t.dismissLead}</p>
      <FieldGroup name="reason" label={t.reason} required error={missing ? t.needed : undefined}>
        <div className="grid sm:grid-cols-2">
          {terms.map(({ code }) => (
            <Choice key={code} compact type="radio" name="reason" value={code} label={word(code)} />
          ))}
        </div>
      </FieldGroup>
      <DialogButtons>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="danger" busy={busy}>
          {t.dismissNow}
        </Button>
      </DialogButtons>
    </form>
  );
}
