/** The reader accepts, in person: a box to tick and a button, so that nobody accepts by accident. */
import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, queries, refresh, type Schemas } from "@/api/client";
import { codeOf, type FieldProblem } from "@/api/problem";
import { isOwnPath, textOf } from "@/app/address";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Choice, FieldGroup } from "@/ui/field";
import { Card } from "@/ui/page";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";

const texts = messages(
  {
    legend: "同意の確認",
    legendAgain: "同意の更新",
    meaning:
      "同意すると、版・本文のハッシュ値・日時・言語が台帳に記録され、所属機関とは別に、あなたご自身がこの約束を負います。",
    again: "期限が来る前でも、いま改めて同意すると、有効期間が今日から始まり直します。",
    read: "全文を読み、私個人として同意します",
    confirm: "全文をお読みのうえ、チェックを入れてください。",
    accept: "同意する",
    acceptAgain: "改めて同意する",
    done: "同意を記録しました。",
  },
  {
    legend: "Your acceptance",
    legendAgain: "Renew your acceptance",
    meaning:
      "By accepting you bind yourself in person, besides your organisation; the version, the hash of its text, the time and the language are recorded in the ledger.",
    again: "You can renew before it expires: the time then runs from today. ",
    read: "I have read all of it and accept it, in person",
    confirm: "Please read the text and tick the box.",
    accept: "Accept",
    acceptAgain: "Accept again",
    done: "Your acceptance is recorded.",
  },
);

export function Accept({ undertaking }: { undertaking: Schemas["CurrentUndertaking"] }) {
  const t = useMessages(texts);
  const { locale, lang } = useFormat();
  const navigate = useNavigate();
  const wanted = textOf(useSearch({ strict: false })["next"]);
  const hash = useLocation({ select: (location) => location.hash });
  const [isRead, setRead] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const again = Boolean(undertaking.acceptance);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setFailure(null);
    setProblems(isRead ? [] : [{ field: "accept", code: "not_confirmed", message: t.confirm }]);
    if (!isRead) return;
    const shown = lang(undertaking.text) ?? locale;
    setBusy(true);
    try {
      await api.POST("/api/v1/undertakings/{id}/acceptances", {
        params: { path: { id: undertaking.id }, header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { locale: shown, text_hash: undertaking.text_hash[shown] ?? "" },
      });
      // What was refused before can be read now.
      await queries.invalidateQueries();
      setRead(false);
      toast(t.done);
      if (isOwnPath(wanted)) await navigate({ href: wanted + (hash ? `#${hash}` : ""), replace: true });
      else if (!again) await navigate({ to: "/" });
    } catch (error) {
      setFailure(error);
      if (codeOf(error) === "stale") void refresh("/undertakings");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card className="sm:p-8 no-print">
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        {failure ? <Failure error={failure} /> : null}
        <ErrorSummary problems={problems} />
        <FieldGroup
          name="accept"
          label={again ? t.legendAgain : t.legend}
          support={again ? t.again + t.meaning : t.meaning}
          error={problemOf(problems, "accept")}
        >
          <Choice
            type="checkbox"
            checked={isRead}
            onChange={(event) => setRead(event.target.checked)}
            label={<span className="font-bold">{t.read}</span>}
          />
        </FieldGroup>
        <div>
          <Button type="submit" look={again ? "secondary" : "primary"} busy={busy}>
            {again ? t.acceptAgain : t.accept}
          </Button>
        </div>
      </form>
    </Card>
  );
}
