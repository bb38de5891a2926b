/** The form in three sections. */
import { type FormEvent, type ReactNode, useState } from "react";
import { api } from "@/api/client";
import type { FieldProblem } from "@/api/problem";
import { useAttempt } from "@/features/auth/use-attempt";
import { useLocale } from "@/i18n/locale";
import { useMessages } from "@/i18n/messages";
import { organisationKindNames } from "@/ui/badges";
import { Button } from "@/ui/button";
import { Choice, FieldGroup, SelectField, TextArea, TextField } from "@/ui/field";
import { Card, Section } from "@/ui/page";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { type Form, KINDS, MOST_WORDS, missing, rolesOf, toRequest, withKind } from "./application";
import { applicationTexts } from "./application-texts";

export function ApplicationForm({ onDone }: { onDone: (address: string) => void }) {
  const t = useMessages(applicationTexts);
  const kinds = useMessages(organisationKindNames);
  const [form, setForm] = useState<Form>({
    nameJa: "",
    nameEn: "",
    email: "",
    organisationJa: "",
    organisationEn: "",
    kind: "",
    role: "",
    locale: useLocale(),
    motivation: "",
  });
  const { busy, failure, problems, setProblems, attempt } = useAttempt();
  const errorOf = (field: string) => problemOf(problems, field);
  const words: Record<string, string> = {
    name: t.required.name,
    "new_organisation.name": t.required.name,
    "new_organisation.kind": t.required.choice,
    role: t.required.choice,
  };
  const labels = {
    name: t.name,
    "name.ja": t.name,
    "name.en": t.name,
    email: t.email,
    "new_organisation.name": t.organisation,
    "new_organisation.name.ja": t.organisation,
    "new_organisation.name.en": t.organisation,
    "new_organisation.kind": t.kind,
    role: t.role,
    motivation: t.motivation,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = toRequest(form);
    if (!body) {
      const lacks = missing(form);
      setProblems(
        lacks.map(
          (field): FieldProblem => ({ field, code: "required", message: words[field] ?? t.required.text }),
        ),
      );
      return;
    }
    void attempt(async () => {
      await api.POST("/api/v1/applications", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body,
      });
      onDone(body.email);
    });
  };
  const roles = rolesOf(form.kind);
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-8">
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary problems={problems} labels={labels} />
      <Section title={t.you}>
        <Card className="flex flex-col gap-6 sm:p-7">
          <Twin name="name" label={t.name} error={errorOf("name")}>
            <TextField
              name="name.ja"
              label={t.inJapanese}
              error={errorOf("name.ja")}
              lang="ja"
              autoComplete="name"
              value={form.nameJa}
              onChange={(event) => setForm({ ...form, nameJa: event.target.value })}
            />
            <TextField
              name="name.en"
              label={t.inLatin}
              error={errorOf("name.en")}
              lang="en"
              autoComplete="off"
              value={form.nameEn}
              onChange={(event) => setForm({ ...form, nameEn: event.target.value })}
            />
          </Twin>
          <TextField
            name="email"
            type="email"
            label={t.email}
            support={t.emailSupport}
            error={errorOf("email")}
            required
            autoComplete="email"
            inputMode="email"
            value={form.email}
            onChange={(event) => setForm({ ...form, email: event.target.value })}
          />
          <FieldGroup name="locale" label={t.language} error={errorOf("locale")}>
            <div className="flex flex-wrap gap-x-4">
              <Choice
                type="radio"
                name="locale"
                label={<span lang="ja">日本語</span>}
                checked={form.locale === "ja"}
                onChange={() => setForm({ ...form, locale: "ja" })}
              />
              <Choice
                type="radio"
                name="locale"
                label={<span lang="en">English</span>}
                checked={form.locale === "en"}
                onChange={() => setForm({ ...form, locale: "en" })}
              />
            </div>
          </FieldGroup>
        </Card>
      </Section>
      <Section title={t.where}>
        <p className="text-ink-soft">{t.whereSupport}</p>
        <Card className="flex flex-col gap-6 sm:p-7">
          <Twin name="new_organisation.name" label={t.organisation} error={errorOf("new_organisation.name")}>
            <TextField
              name="new_organisation.name.ja"
              label={t.inJapanese}
              error={errorOf("new_organisation.name.ja")}
              lang="ja"
              autoComplete="organization"
              value={form.organisationJa}
              onChange={(event) => setForm({ ...form, organisationJa: event.target.value })}
            />
            <TextField
              name="new_organisation.name.en"
              label={t.inEnglish}
              error={errorOf("new_organisation.name.en")}
              lang="en"
              autoComplete="off"
              value={form.organisationEn}
              onChange={(event) => setForm({ ...form, organisationEn: event.target.value })}
            />
          </Twin>
          <SelectField
            name="new_organisation.kind"
            label={t.kind}
            error={errorOf("new_organisation.kind")}
            required
            value={form.kind}
            onChange={(event) =>
              setForm(withKind(form, KINDS.find((kind) => kind === event.target.value) ?? ""))
            }
          >
            <option value="">{t.choose}</option>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {kinds[kind]}
              </option>
            ))}
          </SelectField>
        </Card>
      </Section>
      <Section title={t.what}>
        <Card className="flex flex-col gap-6 sm:p-7">
          <FieldGroup
            name="role"
            label={t.role}
            support={form.kind === "" ? t.kindFirst : t.roleSupport}
            error={errorOf("role")}
            required
          >
            <div className="flex flex-col">
              {roles.map((role) => (
                <Choice
                  key={role}
                  type="radio"
                  name="role"
                  label={t.roles[role]}
                  checked={form.role === role}
                  onChange={() => setForm({ ...form, role })}
                />
              ))}
            </div>
          </FieldGroup>
          <TextArea
            name="motivation"
            label={t.motivation}
            support={t.motivationSupport}
            error={errorOf("motivation")}
            required
            className="min-h-36"
            count={[...form.motivation].length}
            max={MOST_WORDS}
            value={form.motivation}
            onChange={(event) => setForm({ ...form, motivation: event.target.value })}
          />
        </Card>
      </Section>
      <div className="flex flex-col items-start gap-4">
        <p className="text-[0.9375rem] text-ink-soft">{t.privacy}</p>
        <Button type="submit" look="primary" busy={busy} className="px-8">
          {t.send}
        </Button>
      </div>
    </form>
  );
}

/** A name in two languages, of which one is enough. */
function Twin({
  name,
  label,
  error,
  children,
}: {
  name: string;
  label: string;
  error: string | undefined;
  children: ReactNode;
}) {
  const t = useMessages(applicationTexts);
  return (
    <FieldGroup name={name} label={label} support={t.oneIsEnough} error={error} required>
      <div className="mt-1 grid items-end gap-5 sm:grid-cols-2">{children}</div>
    </FieldGroup>
  );
}
