/** Who is to be in charge of a listing instead. */
import { type FormEvent, useState } from "react";
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Dialog, DialogButtons } from "@/ui/dialog";
import { SelectField } from "@/ui/field";
import { Await } from "@/ui/states";
import { problemOf } from "@/ui/summary";
import { useLiaisons } from "./directory";
import { useSubmission } from "./submit";
import { common } from "./texts";
import { Trouble } from "./trouble";

const texts = messages(
  {
    title: (reference: string) => `${reference}の担当を変える`,
    what: "今の担当の方は、すぐにこの掲載を見られなくなります。新しい担当の方にはメールで知らせます。",
    to: "新しい担当",
    choose: "リエゾンを選んでください",
    missing: "選んでください。",
    change: "担当を変える",
  },
  {
    title: (reference: string) => `Put somebody else in charge of ${reference}`,
    what: "Whoever is in charge now loses access to the listing at once. The new liaison is told by mail.",
    to: "New liaison",
    choose: "Choose a liaison",
    missing: "Please choose one.",
    change: "Reassign",
  },
);

interface ReassignProps {
  review: Schemas["ReviewOnDesk"] | undefined;
  from: Schemas["LiaisonLoad"] | undefined;
  onMove: (to: Schemas["MemberView"]) => Promise<void>;
  reload: () => Promise<unknown>;
  onClose: () => void;
}

export function Reassign({ review, from, onMove, reload, onClose }: ReassignProps) {
  const t = useMessages(texts);
  return (
    <Dialog open={review !== undefined} title={review ? t.title(review.reference) : ""} onClose={onClose}>
      <Form from={from} onMove={onMove} reload={reload} onClose={onClose} />
    </Dialog>
  );
}

function Form({ from, onMove, reload, onClose }: Omit<ReassignProps, "review">) {
  const t = useMessages(texts);
  const words = useMessages(common);
  const { pick } = useFormat();
  const liaisons = useLiaisons();
  const [to, setTo] = useState("");
  const submission = useSubmission(reload);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = liaisons.data?.items.find((member) => member.id === to);
    if (found) void submission.run(() => onMove(found));
    else submission.show([{ field: "member", code: "required", message: t.missing }]);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <p>{t.what}</p>
      <Trouble of={submission} labels={{ member: t.to }} />
      <Await query={liaisons} lines={1}>
        {({ items }) => (
          <SelectField
            name="member"
            label={t.to}
            required
            value={to}
            error={problemOf(submission.problems, "member")}
            onChange={(event) => setTo(event.target.value)}
          >
            <option value="">{t.choose}</option>
            {items
              .filter((member) => member.id !== from?.member)
              .map((member) => (
                <option key={member.id} value={member.id}>
                  {pick(member.name)}
                </option>
              ))}
          </SelectField>
        )}
      </Await>
      <DialogButtons>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button type="submit" look="primary" busy={submission.busy}>
          {t.change}
        </Button>
      </DialogButtons>
    </form>
  );
}
