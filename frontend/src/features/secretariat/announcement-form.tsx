/** Writing an announcement in both languages, with what members will see beside it. */
import { type FormEvent, useState } from "react";
import { api, ifMatch, type Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { SelectField, TextArea, TextField } from "@/ui/field";
import { problemOf } from "@/ui/summary";
import { AnnouncementPreview } from "./announcement-preview";
import { announcementKinds } from "./announcement-words";
import { optionsOf } from "./filters";
import { fromInput, toInput } from "./japan-time";
import { useSubmission } from "./submit";
import { common } from "./texts";
import { Trouble } from "./trouble";

const MOST_TITLE = 120;
const MOST_BODY = 5000;

const texts = messages(
  {
    kind: "種類",
    titleJa: "題名（日本語）",
    titleEn: "題名（英語）",
    bodyJa: "本文（日本語）",
    bodyEn: "本文（英語）",
    bodyText: "改行はそのまま表示します。",
    from: "掲示の開始（日本時間）",
    fromText: "空欄にすると、保存してすぐに掲示します。",
    fromKept: "空欄にすると、今の開始日時のままにします。",
    until: "掲示の終了（日本時間）",
    untilText: "空欄にすると、削除するまで掲示します。",
    missing: "入力してください。",
    order: "開始より後の日時にしてください。",
  },
  {
    kind: "Kind",
    titleJa: "Title (Japanese)",
    titleEn: "Title (English)",
    bodyJa: "Text (Japanese)",
    bodyEn: "Text (English)",
    bodyText: "Line breaks are shown as they are.",
    from: "Shown from (Japan time)",
    fromText: "If it is empty: as soon as it is saved.",
    fromKept: "If it is empty, the present beginning stays.",
    until: "Shown until (Japan time)",
    untilText: "If it is empty: until it is deleted.",
    missing: "Please fill this in.",
    order: "It must be later than the beginning.",
  },
);

interface AnnouncementFormProps {
  announcement: Schemas["AnnouncementView"] | undefined;
  reload: () => Promise<unknown>;
  onSaved: () => Promise<void>;
}

function valuesOf(announcement: Schemas["AnnouncementView"] | undefined) {
  return {
    kind: announcement?.kind ?? ("information" as Schemas["AnnouncementKind"]),
    "title.ja": announcement?.title.ja ?? "",
    "title.en": announcement?.title.en ?? "",
    "body.ja": announcement?.body.ja ?? "",
    "body.en": announcement?.body.en ?? "",
    shown_from: toInput(announcement?.shown_from),
    shown_until: toInput(announcement?.shown_until),
  };
}

export function AnnouncementForm({ announcement, reload, onSaved }: AnnouncementFormProps) {
  const t = useMessages(texts);
  const words = useMessages(common);
  const kinds = useMessages(announcementKinds);
  const submission = useSubmission(reload);
  const [edits, setEdits] = useState<Partial<ReturnType<typeof valuesOf>>>({});
  const form = { ...valuesOf(announcement), ...edits };
  type Name = keyof typeof form;
  const bind = (name: Name) => ({
    name,
    value: form[name],
    error: problemOf(submission.problems, name),
    onChange: (event: { target: { value: string } }) => setEdits({ ...edits, [name]: event.target.value }),
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const names: Name[] = ["title.ja", "body.ja", "title.en", "body.en"];
    const problems = names
      .filter((name) => !form[name].trim())
      .map((field) => ({ field: field as string, code: "required" as const, message: t.missing }));
    const from = fromInput(form.shown_from);
    const until = fromInput(form.shown_until);
    if (from && until && until <= from)
      problems.push({ field: "shown_until", code: "required", message: t.order });
    if (problems.length > 0) {
      submission.show(problems);
      return;
    }
    const body: Schemas["AnnouncementToSave"] = {
      kind: form.kind,
      title: { ja: form["title.ja"], en: form["title.en"] },
      body: { ja: form["body.ja"], en: form["body.en"] },
      shown_from: from ?? null,
      shown_until: until ?? null,
    };
    const done = await submission.run(async () => {
      if (announcement)
        await api.PUT("/api/v1/announcements/{id}", {
          params: { path: { id: announcement.id }, header: { "If-Match": ifMatch(announcement.version) } },
          body,
        });
      else
        await api.POST("/api/v1/announcements", {
          params: { header: { "Idempotency-Key": crypto.randomUUID() } },
          body,
        });
    });
    if (done) await onSaved();
  };
  const labels = {
    kind: t.kind,
    "title.ja": t.titleJa,
    "title.en": t.titleEn,
    "body.ja": t.bodyJa,
    "body.en": t.bodyEn,
    shown_from: t.from,
    shown_until: t.until,
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-6">
      <Trouble of={submission} labels={labels} />
      <div className="grid grid-cols-1 gap-5 md:grid-cols-3">
        <SelectField label={t.kind} {...bind("kind")}>
          {optionsOf(kinds).map(([code, word]) => (
            <option key={code} value={code}>
              {word}
            </option>
          ))}
        </SelectField>
        <TextField
          type="datetime-local"
          label={t.from}
          support={announcement ? t.fromKept : t.fromText}
          {...bind("shown_from")}
        />
        <TextField type="datetime-local" label={t.until} support={t.untilText} {...bind("shown_until")} />
      </div>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
        {(["ja", "en"] as const).map((language) => {
          const title = `title.${language}` as const;
          const body = `body.${language}` as const;
          return (
            <div key={language} className="flex min-w-0 flex-col gap-4">
              <TextField
                lang={language}
                required
                label={language === "ja" ? t.titleJa : t.titleEn}
                maxLength={MOST_TITLE}
                {...bind(title)}
              />
              <TextArea
                lang={language}
                required
                className="min-h-36"
                label={language === "ja" ? t.bodyJa : t.bodyEn}
                support={t.bodyText}
                count={[...form[body]].length}
                max={MOST_BODY}
                {...bind(body)}
              />
              <AnnouncementPreview
                language={language}
                kind={form.kind}
                title={form[title]}
                body={form[body]}
              />
            </div>
          );
        })}
      </div>
      <Button type="submit" look="primary" className="self-end" busy={submission.busy}>
        {words.save}
      </Button>
    </form>
  );
}
