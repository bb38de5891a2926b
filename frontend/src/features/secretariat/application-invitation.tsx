/** After the decision: where the invitation is, and sending it again. */
import { useState } from "react";
import { api, refresh, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { Card, Facts, Section } from "@/ui/page";
import { Note } from "@/ui/states";
import { toast } from "@/ui/toast";
import { useSubmission } from "./submit";
import { Trouble } from "./trouble";

const texts = messages(
  {
    title: "招待",
    decided: "判断した日時",
    issued: "招待した日時",
    until: "招待の期限",
    redeemed: "入会した日時",
    waiting: "申込者の手続きを待っています",
    expired: "招待の期限が切れています。もう一度招待できます。",
    declined: "この申し込みは見送りになりました。申込者にはメールで伝えています。",
    again: "もう一度招待する",
    sure: "もう一度招待しますか",
    sureText: (email: string) => `${email} に新しい招待メールを送ります。先に送った招待は使えなくなります。`,
    sureButton: "招待メールを送る",
    done: "招待メールを送りました",
  },
  {
    title: "Invitation",
    decided: "Decided",
    issued: "Invited",
    until: "Open until",
    redeemed: "Joined",
    waiting: "Waiting for the applicant",
    expired: "The invitation has expired. You can invite again.",
    declined: "This application was declined. The applicant has been told by mail.",
    again: "Invite again",
    sure: "Invite again?",
    sureText: (email: string) => `A new invitation goes to ${email}. The earlier one stops working.`,
    sureButton: "Send the invitation",
    done: "Invitation sent",
  },
);

export function InvitationOf({ application }: { application: Schemas["ApplicationView"] }) {
  const t = useMessages(texts);
  const { dateTime } = useFormat();
  const [asking, setAsking] = useState(false);
  const submission = useSubmission();
  const { invitation, state, decided_at } = application;
  const again = async () => {
    setAsking(false);
    const done = await submission.run(async () => {
      await api.POST("/api/v1/invitations", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { application_id: application.id },
      });
    });
    if (!done) return;
    toast(t.done);
    await refresh("/applications");
  };
  const expired = invitation && !invitation.redeemed_at && new Date(invitation.expires_at) < new Date();
  const items: [string, string][] = [];
  if (decided_at) items.push([t.decided, dateTime(decided_at)]);
  if (invitation) {
    items.push([t.issued, dateTime(invitation.created_at)]);
    if (invitation.redeemed_at) items.push([t.redeemed, dateTime(invitation.redeemed_at)]);
    else items.push([t.until, dateTime(invitation.expires_at)]);
  }
  return (
    <Section title={t.title}>
      <Card className="flex flex-col gap-4">
        <Trouble of={submission} />
        {state === "declined" ? <Note>{t.declined}</Note> : null}
        {state === "approved" ? (
          <Note look={expired ? "warning" : "info"}>{expired ? t.expired : t.waiting}</Note>
        ) : null}
        <Facts items={items} />
        {state === "approved" ? (
          <Button className="self-start" icon="mail" busy={submission.busy} onClick={() => setAsking(true)}>
            {t.again}
          </Button>
        ) : null}
      </Card>
      <ConfirmDialog
        open={asking}
        title={t.sure}
        confirm={t.sureButton}
        onConfirm={() => void again()}
        onClose={() => setAsking(false)}
      >
        {t.sureText(application.email)}
      </ConfirmDialog>
    </Section>
  );
}
