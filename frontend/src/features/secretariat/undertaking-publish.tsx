/** A version to be published: written from the one in force, compared with it, and asked twice. */
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { $api, api, refresh, type Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { TextArea, TextField } from "@/ui/field";
import { Card, Page } from "@/ui/page";
import { Await, Note } from "@/ui/states";
import { problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";
import { useSubmission } from "./submit";
import { Trouble } from "./trouble";
import { ConfirmPublication } from "./undertaking-confirm";

const MOST_TEXT = 50_000;

const texts = messages(
  {
    list: "誓約書",
    title: "誓約書の新しい版",
    lead: "今の版の文面から始めます。公開の前に、変わるところを確かめられます。",
    effect: "公開すると、すぐに次のことが起こります",
    effect1: "会員全員（あなたも含みます）が、新しい版に同意するまで掲載を見られなくなります。",
    effect2: "今の版への同意の記録は残ります。公開した版は書き換えも取り消しもできません。",
    titleJa: "題名（日本語）",
    titleEn: "題名（英語）",
    textJa: "本文（日本語）",
    textEn: "本文（英語）",
    textText: "改行はそのまま表示します。会員は、自分の言語の文面を読んで同意します。",
    days: "有効期間（日）",
    daysText: "同意した日から数えます。期限が近づくと、会員にメールで知らせます。1～3,650日。",
    missing: "入力してください。",
    range: "1から3,650までの数字を入力してください。",
    check: "変更点を確かめて公開へ進む",
    done: (n: number) => `第${n}版を公開しました`,
  },
  {
    list: "Undertakings",
    title: "A new version of the undertaking",
    lead: "It begins with the text in force. Before it is published you see what changes.",
    effect: "What publication does at once",
    effect1: "Nobody sees listings before accepting the new version, you included.",
    effect2:
      "Acceptances of the present version stay on record. A published version can neither be changed nor taken back.",
    titleJa: "Title (Japanese)",
    titleEn: "Title (English)",
    textJa: "Text (Japanese)",
    textEn: "Text (English)",
    textText: "Line breaks are shown as they are. Members read and accept the text in their language.",
    days: "Valid for (days)",
    daysText: "From the day of acceptance. Members are told by mail before it ends. 1 to 3,650.",
    missing: "Please fill this in.",
    range: "Enter a number from 1 to 3,650.",
    check: "See the changes and go on",
    done: (n: number) => `Version ${n} is in force`,
  },
);

export function PublishUndertaking() {
  const t = useMessages(texts);
  const query = $api.useQuery("get", "/api/v1/undertakings", { params: { query: { limit: 1 } } });
  return (
    <Page title={t.title} lead={t.lead} trail={[{ label: t.list, link: { to: "/undertakings" } }]}>
      <Await query={query}>{({ items }) => <Draft current={items[0]} />}</Await>
    </Page>
  );
}

function Draft({ current }: { current: Schemas["UndertakingView"] | undefined }) {
  const t = useMessages(texts);
  const navigate = useNavigate();
  const submission = useSubmission();
  const [form, setForm] = useState({
    "title.ja": current?.title.ja ?? "",
    "title.en": current?.title.en ?? "",
    "text.ja": current?.text.ja ?? "",
    "text.en": current?.text.en ?? "",
    valid_days: String(current?.valid_days ?? 365),
  });
  const [asking, setAsking] = useState(false);
  type Name = keyof typeof form;
  const bind = (name: Name) => ({
    name,
    value: form[name],
    error: problemOf(submission.problems, name),
    required: true,
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  const wanted: Schemas["UndertakingRequest"] = {
    title: { ja: form["title.ja"], en: form["title.en"] },
    text: { ja: form["text.ja"], en: form["text.en"] },
    valid_days: Number(form.valid_days),
  };
  const check = (event: FormEvent) => {
    event.preventDefault();
    const names: Name[] = ["title.ja", "title.en", "text.ja", "text.en"];
    const problems = names
      .filter((name) => !form[name].trim())
      .map((field) => ({ field: field as string, code: "required" as const, message: t.missing }));
    const days = wanted.valid_days;
    const fits = Number.isInteger(days) && days >= 1 && days <= 3650;
    if (!fits) problems.push({ field: "valid_days", code: "required", message: t.range });
    submission.show(problems);
    if (problems.length === 0) setAsking(true);
  };
  const publish = async () => {
    setAsking(false);
    await submission.run(async () => {
      const { data } = await api.POST("/api/v1/undertakings", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body: wanted,
      });
      if (data) {
        toast(t.done(data.number));
        // Its page looks for it in the list.
        await refresh("/undertakings");
        // From now on also the one who published must accept it.
        await navigate({ to: "/undertaking", search: { next: `/undertakings/${data.id}` } });
      }
      void refresh("/me");
    });
  };
  const labels = {
    "title.ja": t.titleJa,
    "title.en": t.titleEn,
    "text.ja": t.textJa,
    "text.en": t.textEn,
    valid_days: t.days,
  };
  return (
    <>
      <Note look="warning" title={t.effect}>
        <ul className="list-disc pl-5">
          <li>{t.effect1}</li>
          <li>{t.effect2}</li>
        </ul>
      </Note>
      <form noValidate onSubmit={check} className="flex flex-col gap-6">
        <Trouble of={submission} labels={labels} />
        <Card className="grid grid-cols-1 gap-6 lg:grid-cols-2">
          <div className="flex flex-col gap-5">
            <TextField label={t.titleJa} lang="ja" {...bind("title.ja")} />
            <TextArea
              label={t.textJa}
              support={t.textText}
              lang="ja"
              className="min-h-80"
              count={[...form["text.ja"]].length}
              max={MOST_TEXT}
              {...bind("text.ja")}
            />
          </div>
          <div className="flex flex-col gap-5">
            <TextField label={t.titleEn} lang="en" {...bind("title.en")} />
            <TextArea
              label={t.textEn}
              support={t.textText}
              lang="en"
              className="min-h-80"
              count={[...form["text.en"]].length}
              max={MOST_TEXT}
              {...bind("text.en")}
            />
          </div>
          <TextField
            label={t.days}
            support={t.daysText}
            inputMode="numeric"
            className="max-w-32"
            {...bind("valid_days")}
          />
        </Card>
        <Button type="submit" look="primary" className="self-start" busy={submission.busy}>
          {t.check}
        </Button>
      </form>
      <ConfirmPublication
        open={asking}
        current={current}
        wanted={wanted}
        onConfirm={() => void publish()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
