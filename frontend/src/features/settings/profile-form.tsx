/** Language and ORCID iD. */
import { type FormEvent, useState } from "react";
import { api, refresh, type Schemas, withTag } from "@/api/client";
import { codeOf, explain, type FieldProblem } from "@/api/problem";
import { type Locale, setLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Choice, FieldGroup, TextField } from "@/ui/field";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";
import { orcidOf } from "./orcid";

const texts = messages(
  {
    language: "画面とメールの言語",
    languageSupport: "メールと、新しい端末で最初に表示される画面の言語です。",
    orcid: "ORCID iD",
    orcidSupport: "例：0000-0002-1825-0097。空にすると取り除かれます。",
    orcidWrong: "ORCID iD の数字が正しくありません。16桁を確かめてください。",
    save: "保存する",
    saved: "プロフィールを保存しました。",
  },
  {
    language: "Language of screens and mails",
    languageSupport: "The language of mails, and of the first page on a new device.",
    orcid: "ORCID iD",
    orcidSupport: "Such as 0000-0002-1825-0097. Leave it empty to remove it.",
    orcidWrong: "This is not a valid ORCID iD. Please check its 16 digits.",
    save: "Save",
    saved: "Your profile is saved.",
  },
);

export function ProfileForm({ me }: { me: Schemas["Me"] }) {
  const t = useMessages(texts);
  const [locale, setChosen] = useState<Locale>(me.locale);
  const [orcid, setOrcid] = useState(me.orcid ?? "");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const iD = orcidOf(orcid);
    const wrong = orcid.trim() !== "" && iD === null;
    setFailure(null);
    setProblems(wrong ? [{ field: "orcid", code: "malformed", message: t.orcidWrong }] : []);
    if (wrong) return;
    setBusy(true);
    try {
      const { etag } = await withTag(api.GET("/api/v1/me"));
      const { data } = await api.PATCH("/api/v1/me", {
        params: { header: { "If-Match": etag } },
        // Only what was changed here, so that nothing is undone that was changed elsewhere.
        body: {
          ...(locale === me.locale ? {} : { locale }),
          ...(iD === (me.orcid ?? null) ? {} : { orcid: iD }),
        },
      });
      setOrcid(data?.orcid ?? "");
      if (locale !== me.locale) setLocale(locale);
      await refresh("/me");
      toast(t.saved);
    } catch (error) {
      const { fields } = explain(error);
      if (fields.length > 0) setProblems(fields);
      else setFailure(error);
      if (codeOf(error) === "stale") void refresh("/me");
    } finally {
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-6">
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary problems={problems} labels={{ orcid: t.orcid, locale: t.language }} />
      <FieldGroup
        name="locale"
        label={t.language}
        support={t.languageSupport}
        error={problemOf(problems, "locale")}
      >
        <div className="flex flex-wrap gap-x-4">
          <Choice
            type="radio"
            name="locale"
            label={<span lang="ja">日本語</span>}
            checked={locale === "ja"}
            onChange={() => setChosen("ja")}
          />
          <Choice
            type="radio"
            name="locale"
            label={<span lang="en">English</span>}
            checked={locale === "en"}
            onChange={() => setChosen("en")}
          />
        </div>
      </FieldGroup>
      <TextField
        name="orcid"
        label={t.orcid}
        support={t.orcidSupport}
        error={problemOf(problems, "orcid")}
        value={orcid}
        onChange={(event) => setOrcid(event.target.value)}
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        className="max-w-80"
      />
      <div>
        <Button type="submit" look="primary" busy={busy}>
          {t.save}
        </Button>
      </div>
    </form>
  );
}
