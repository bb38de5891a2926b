/** Taking access for now, giving it back, or ending it for good: each with a reason that is recorded, and asked once more. */
import { useRef, useState } from "react";
import { api, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { SelectField } from "@/ui/field";
import { Card } from "@/ui/page";
import { problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";
import { useSubmission } from "./submit";
import { accessReasons } from "./texts";
import { Trouble } from "./trouble";

type Step = "suspend" | "reinstate" | "leave";

const texts = messages(
  {
    suspend: "利用を停止する…",
    suspendWhat: "一時的に利用できなくします。開いている画面もすぐに使えなくなります。あとで再開できます。",
    suspendTitle: (name: string) => `${name}さんの利用を停止しますか`,
    suspendDo: "停止する",
    suspended: "利用を停止しました",
    reinstate: "利用を再開する…",
    reinstateWhat: "停止を解いて、もう一度利用できるようにします。サインインし直すと使えます。",
    reinstateTitle: (name: string) => `${name}さんの利用を再開しますか`,
    reinstateDo: "再開する",
    reinstated: "利用を再開しました",
    leave: "退会にする…",
    leaveWhat:
      "利用を終わらせます。元に戻せません。保存した検索は消えます。掲載と台帳の記録、誓約書の守秘義務は残ります。",
    leaveTitle: (name: string) => `${name}さんを退会にしますか`,
    leaveDo: "退会にする",
    left: "退会にしました",
    reason: "理由",
    reasonText: "台帳に記録されます。",
    choose: "理由を選んでください",
    missing: "選んでください。",
  },
  {
    suspend: "Suspend…",
    suspendWhat: "Takes access for now, also from pages that are open. It can be given back.",
    suspendTitle: (name: string) => `Suspend ${name}?`,
    suspendDo: "Suspend",
    suspended: "Suspended",
    reinstate: "Reinstate…",
    reinstateWhat: "Gives access back. The person signs in again.",
    reinstateTitle: (name: string) => `Reinstate ${name}?`,
    reinstateDo: "Reinstate",
    reinstated: "Reinstated",
    leave: "End the membership…",
    leaveWhat:
      "Ends access for good; it cannot be undone. Saved searches are removed. Listings, records in the ledger and the duty of confidentiality remain.",
    leaveTitle: (name: string) => `End the membership of ${name}?`,
    leaveDo: "End the membership",
    left: "Membership ended",
    reason: "Reason",
    reasonText: "It is recorded in the ledger.",
    choose: "Choose a reason",
    missing: "Please choose one.",
  },
);

const reasons: Record<Step, Schemas["AccessReason"][]> = {
  suspend: ["security", "suspected_breach", "own_request", "inactive", "other"],
  reinstate: ["cleared", "own_request", "other"],
  leave: ["own_request", "left_organisation", "suspected_breach", "security", "inactive", "other"],
};

interface AccessProps {
  member: Schemas["MemberView"];
  reload: () => Promise<unknown>;
}

export function Access({ member, reload }: AccessProps) {
  const t = useMessages(texts);
  const words = useMessages(accessReasons);
  const { pick } = useFormat();
  const [step, setStep] = useState<Step | null>(null);
  const [reason, setReason] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const submission = useSubmission();
  const open = (next: Step) => {
    setStep(next);
    setReason("");
    submission.show([]);
  };
  const take = async () => {
    if (!step) return;
    if (!reason) {
      submission.show([{ field: "reason", code: "required", message: t.missing }]);
      return;
    }
    const done = await submission.run(async () => {
      const init = {
        params: { path: { id: member.id }, header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { reason: reason as Schemas["AccessReason"] },
      };
      if (step === "suspend") await api.POST("/api/v1/members/{id}/suspend", init);
      else if (step === "reinstate") await api.POST("/api/v1/members/{id}/reinstate", init);
      else await api.POST("/api/v1/members/{id}/leave", init);
    });
    if (!done) return;
    toast({ suspend: t.suspended, reinstate: t.reinstated, leave: t.left }[step]);
    setStep(null);
    await reload();
    // The button that opened the dialog is gone, and after leaving so is the whole box. A closing dialog gives the focus back first.
    setTimeout(() => (box.current?.querySelector("button") ?? document.querySelector("h1"))?.focus());
  };
  const offered: Step[] = member.state === "suspended" ? ["reinstate", "leave"] : ["suspend", "leave"];
  const what = { suspend: t.suspendWhat, reinstate: t.reinstateWhat, leave: t.leaveWhat };
  const button = { suspend: t.suspend, reinstate: t.reinstate, leave: t.leave };
  const title = { suspend: t.suspendTitle, reinstate: t.reinstateTitle, leave: t.leaveTitle };
  const act = { suspend: t.suspendDo, reinstate: t.reinstateDo, leave: t.leaveDo };
  return (
    <Card>
      <div ref={box} className="flex flex-col gap-5">
        {offered.map((one) => (
          <div key={one} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <p className="max-w-[40rem] min-w-0 flex-1 basis-72">{what[one]}</p>
            <Button look={one === "reinstate" ? "secondary" : "danger"} onClick={() => open(one)}>
              {button[one]}
            </Button>
          </div>
        ))}
      </div>
      <ConfirmDialog
        open={step !== null}
        title={step ? title[step](pick(member.name)) : ""}
        confirm={step ? act[step] : ""}
        danger={step !== "reinstate"}
        busy={submission.busy}
        onConfirm={() => void take()}
        onClose={() => setStep(null)}
      >
        <div className="flex flex-col gap-5">
          <p>{step ? what[step] : null}</p>
          <Trouble of={submission} labels={{ reason: t.reason }} />
          <SelectField
            name="reason"
            label={t.reason}
            support={t.reasonText}
            required
            value={reason}
            error={problemOf(submission.problems, "reason")}
            onChange={(event) => setReason(event.target.value)}
          >
            <option value="">{t.choose}</option>
            {step
              ? reasons[step].map((one) => (
                  <option key={one} value={one}>
                    {words[one]}
                  </option>
                ))
              : null}
          </SelectField>
        </div>
      </ConfirmDialog>
    </Card>
  );
}
