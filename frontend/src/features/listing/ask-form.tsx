/** What one writes to be introduced. */
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { $api, api, refresh, type Schemas } from "@/api/client";
import { explain, type FieldProblem } from "@/api/problem";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Choice, FieldGroup, SelectField, TextArea } from "@/ui/field";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";

const texts = messages(
  {
    message: "相手へのメッセージ",
    messageSupport: "自己紹介、関心を持った点、知りたいことを簡潔に。秘密の情報は書かないでください。",
    own: { seed: "関連する自社のニーズ", need: "関連する自分のシーズ" },
    ownSupport:
      "選ぶと、相手はどの掲載に関する依頼かを確認できます。相手に見えるのは、相手に開示されている範囲だけです。",
    noOwn: "関連づけない",
    confirm: "内容の確認",
    confirmed: "メッセージに秘密の情報を含んでいません",
    send: "依頼を送る",
    sent: "紹介を依頼しました",
    show: "見る",
    missing: "メッセージを入力してください。",
    unconfirmed: "秘密の情報を含まないことを確認してください。",
  },
  {
    message: "Message to the other side",
    messageSupport:
      "Briefly: who you are, what interests you, what you would like to know. Nothing confidential, please.",
    own: { seed: "Your own need it relates to", need: "Your own seed it relates to" },
    ownSupport: "The other side then knows what you ask about. They see only what is disclosed to them.",
    noOwn: "None",
    confirm: "Please confirm",
    confirmed: "My message holds nothing confidential",
    send: "Send the request",
    sent: "You asked for an introduction",
    show: "Show it",
    missing: "Please write a message.",
    unconfirmed: "Please confirm that it holds nothing confidential.",
  },
);

const LONGEST = 800;

export function AskForm({ listing, onDone }: { listing: Schemas["ListingHeader"]; onDone: () => void }) {
  const t = useMessages(texts);
  const { pick } = useFormat();
  const navigate = useNavigate();
  const [message, setMessage] = useState("");
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const mine = $api.useQuery("get", "/api/v1/listings/mine", { params: { query: { limit: 100 } } });
  const related = mine.data?.items.filter(
    (one) => one.kind !== listing.kind && (one.state === "published" || one.state === "under_exclusive"),
  );
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const missing: FieldProblem[] = [];
    if (message.trim() === "") missing.push({ field: "message", code: "required", message: t.missing });
    if (!form.has("confirmed_non_confidential"))
      missing.push({ field: "confirmed_non_confidential", code: "not_confirmed", message: t.unconfirmed });
    setFailure(null);
    setProblems(missing);
    if (missing.length > 0) return;
    setBusy(true);
    try {
      const { data } = await api.POST("/api/v1/introductions", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body: {
          listing: listing.id,
          own_listing: String(form.get("own_listing") ?? "") || null,
          message: message.trim(),
          confirmed_non_confidential: true,
        },
      });
      void refresh("/introductions");
      onDone();
      const id = data?.id;
      toast(
        t.sent,
        id
          ? { label: t.show, run: () => void navigate({ to: "/introductions/$id", params: { id } }) }
          : undefined,
      );
    } catch (error) {
      const { fields } = explain(error);
      if (fields.length > 0) setProblems(fields);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="flex flex-col gap-5">
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary
        problems={problems}
        labels={{
          message: t.message,
          own_listing: t.own[listing.kind],
          confirmed_non_confidential: t.confirm,
        }}
      />
      <TextArea
        name="message"
        label={t.message}
        support={t.messageSupport}
        required
        className="min-h-36"
        count={message.length}
        max={LONGEST}
        value={message}
        error={problemOf(problems, "message")}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      {related && related.length > 0 ? (
        <SelectField
          name="own_listing"
          label={t.own[listing.kind]}
          support={t.ownSupport}
          error={problemOf(problems, "own_listing")}
        >
          <option value="">{t.noOwn}</option>
          {related.map((one) => (
            <option key={one.id} value={one.id}>
              {one.reference} {pick(one.title)}
            </option>
          ))}
        </SelectField>
      ) : null}
      <FieldGroup
        name="confirmed_non_confidential"
        label={t.confirm}
        required
        error={problemOf(problems, "confirmed_non_confidential")}
      >
        <Choice type="checkbox" name="confirmed_non_confidential" value="yes" label={t.confirmed} />
      </FieldGroup>
      <Button type="submit" look="primary" busy={busy} className="self-end">
        {t.send}
      </Button>
    </form>
  );
}
