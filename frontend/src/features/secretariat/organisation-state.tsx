/** Suspending an organisation, taking it back, or letting it leave: it concerns all its members at once. */
import { useRef, useState } from "react";
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { TextField } from "@/ui/field";
import { Card } from "@/ui/page";
import { problemOf } from "@/ui/summary";
import { useSubmission } from "./submit";
import { Trouble } from "./trouble";

type State = Schemas["OrganisationState"];

const texts = messages(
  {
    suspended: "停止する…",
    suspendedWhat:
      "この機関の会員全員が、すぐに利用できなくなります。掲載しているシーズやニーズも見えなくなります。あとで再開できます。",
    suspendedTitle: (name: string) => `${name}の参加を停止しますか`,
    suspendedDo: "会員全員の利用を停止する",
    active: "再開する…",
    activeWhat: "停止を解いて、会員がもう一度利用できるようにします。",
    activeTitle: (name: string) => `${name}の参加を再開しますか`,
    activeDo: "再開する",
    left: "脱退にする…",
    leftWhat: "この機関の会員全員が退会になります。元に戻せません。台帳の記録と守秘義務は残ります。",
    leftTitle: (name: string) => `${name}を脱退にしますか`,
    leftDo: "脱退にする",
    type: "確認のため、機関の名称を入力してください",
    mismatch: (name: string) => `「${name}」と入力してください。`,
  },
  {
    suspended: "Suspend…",
    suspendedWhat:
      "All its members lose access at once, and its seeds and needs are no longer seen. It can be taken back.",
    suspendedTitle: (name: string) => `Suspend ${name}?`,
    suspendedDo: "Suspend all its members",
    active: "Resume…",
    activeWhat: "Its members can use the site again.",
    activeTitle: (name: string) => `Let ${name} take part again?`,
    activeDo: "Resume",
    left: "Let it leave…",
    leftWhat:
      "The membership of everybody in it ends for good; it cannot be undone. Records in the ledger and the duty of confidentiality remain.",
    leftTitle: (name: string) => `Let ${name} leave?`,
    leftDo: "End its participation",
    type: "To confirm, enter the organisation’s name",
    mismatch: (name: string) => `Please enter “${name}”.`,
  },
);

interface ParticipationProps {
  organisation: Schemas["OrganisationView"];
  onChange: (body: Schemas["OrganisationChange"]) => Promise<void>;
  reload: () => Promise<unknown>;
}

export function Participation({ organisation, onChange, reload }: ParticipationProps) {
  const t = useMessages(texts);
  const { pick } = useFormat();
  const [to, setTo] = useState<State | null>(null);
  const [typed, setTyped] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const submission = useSubmission(reload);
  const name = pick(organisation.name);
  const open = (state: State) => {
    setTo(state);
    setTyped("");
    submission.show([]);
  };
  const confirm = async () => {
    if (!to) return;
    if (to === "left" && typed.trim() !== name) {
      submission.show([{ field: "confirmation", code: "malformed", message: t.mismatch(name) }]);
      return;
    }
    if (!(await submission.run(() => onChange({ state: to })))) return;
    setTo(null);
    // The button that opened the dialog is gone, and after leaving so is the whole box. A closing dialog gives the focus back first.
    setTimeout(() => (box.current?.querySelector("button") ?? document.querySelector("h1"))?.focus());
  };
  const offered: State[] = organisation.state === "suspended" ? ["active", "left"] : ["suspended", "left"];
  const what = { suspended: t.suspendedWhat, active: t.activeWhat, left: t.leftWhat };
  const title = { suspended: t.suspendedTitle, active: t.activeTitle, left: t.leftTitle };
  const act = { suspended: t.suspendedDo, active: t.activeDo, left: t.leftDo };
  return (
    <Card>
      <div ref={box} className="flex flex-col gap-5">
        {offered.map((state) => (
          <div key={state} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <p className="max-w-[40rem] min-w-0 flex-1 basis-72">{what[state]}</p>
            <Button look={state === "active" ? "secondary" : "danger"} onClick={() => open(state)}>
              {t[state]}
            </Button>
          </div>
        ))}
      </div>
      <ConfirmDialog
        open={to !== null}
        title={to ? title[to](name) : ""}
        confirm={to ? act[to] : ""}
        danger={to !== "active"}
        busy={submission.busy}
        onConfirm={() => void confirm()}
        onClose={() => setTo(null)}
      >
        <div className="flex flex-col gap-5">
          <p>{to ? what[to] : null}</p>
          <Trouble of={submission} labels={{ confirmation: t.type }} />
          {to === "left" ? (
            <TextField
              name="confirmation"
              label={t.type}
              support={name}
              value={typed}
              autoComplete="off"
              error={problemOf(submission.problems, "confirmation")}
              onChange={(event) => setTyped(event.target.value)}
            />
          ) : null}
        </div>
      </ConfirmDialog>
    </Card>
  );
}
