/** Redeems an invitation and signs the new member in. */
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { api, queries, type Schemas } from "@/api/client";
import { opened } from "@/api/session";
import { useFormat } from "@/i18n/format";
import { isLocaleChosen, setLocale, useLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { roleNames } from "@/ui/badges";
import { Button } from "@/ui/button";
import { Choice, FieldGroup } from "@/ui/field";
import { Facts } from "@/ui/page";
import { Failure, Note } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { NewPassword, useNewPasswordCheck } from "./new-password";
import { SignInForm } from "./sign-in-form";
import { useAttempt } from "./use-attempt";

const texts = messages(
  {
    name: "お名前",
    organisation: "所属機関",
    role: "役割",
    email: "メールアドレス",
    until: "招待の期限",
    wrong: "お名前や所属が違うときは、入会せずに事務局へお知らせください。",
    password: "パスワード",
    language: "画面とメールの言語",
    languageSupport: "あとから設定でいつでも変えられます。",
    join: "入会する",
    joined: "入会の手続きが終わりました",
    joinedWhat: "決めたパスワードでサインインしてください。",
  },
  {
    name: "Name",
    organisation: "Organisation",
    role: "Role",
    email: "E-mail address",
    until: "Invitation valid until",
    wrong: "If your name or organisation is not right, please do not join but tell the secretariat.",
    password: "Password",
    language: "Language of screens and mails",
    languageSupport: "You can change it in your settings at any time.",
    join: "Join",
    joined: "You are a member now",
    joinedWhat: "Please sign in with the password you chose.",
  },
);

const LANGUAGES = [
  ["ja", "日本語"],
  ["en", "English"],
] as const;

export function Join({ token, offer }: { token: string; offer: Schemas["OfferView"] }) {
  const t = useMessages(texts);
  const roles = useMessages(roleNames);
  const { pick, lang, date } = useFormat();
  const locale = useLocale();
  const navigate = useNavigate();
  const [joined, setJoined] = useState(false);
  const check = useNewPasswordCheck();
  const { busy, failure, problems, setProblems, attempt } = useAttempt();
  useEffect(() => {
    if (!isLocaleChosen()) setLocale(offer.locale);
  }, [offer.locale]);
  const goOn = () => void navigate({ to: "/undertaking", replace: true });
  if (joined)
    return (
      <div className="flex flex-col gap-5">
        <Note look="success" title={t.joined}>
          {t.joinedWhat}
        </Note>
        <SignInForm only={{ email: offer.email }} onDone={goOn} />
      </div>
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    const found = check("password", password);
    if (found.length > 0) {
      setProblems(found);
      return;
    }
    void attempt(async () => {
      await api.POST("/api/v1/invitations/redeem", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { token, password, locale },
      });
      try {
        const { data } = await api.POST("/api/v1/auth/sessions", { body: { email: offer.email, password } });
        if (!data) return;
        // Somebody else may have been signed in here.
        queries.removeQueries({ queryKey: ["get"] });
        opened(data.access_token);
        goOn();
      } catch {
        // The person has joined whatever happens to this sign-in.
        setJoined(true);
      }
    });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-6">
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary problems={problems} labels={{ password: t.password }} />
      <Facts
        items={[
          [
            t.name,
            <span key="name" lang={lang(offer.name)} className="font-bold">
              {pick(offer.name)}
            </span>,
          ],
          [
            t.organisation,
            <span key="organisation" lang={lang(offer.organisation)}>
              {pick(offer.organisation)}
            </span>,
          ],
          [t.role, roles[offer.role]],
          [t.email, offer.email],
          [t.until, date(offer.expires_at)],
        ]}
      />
      <p className="text-[0.875rem] text-ink-soft">{t.wrong}</p>
      {/* Password managers keep the password with this address. */}
      <input type="text" hidden autoComplete="username" value={offer.email} readOnly />
      <NewPassword name="password" label={t.password} error={problemOf(problems, "password")} />
      <FieldGroup name="locale" label={t.language} support={t.languageSupport}>
        <div className="flex flex-wrap gap-x-4">
          {LANGUAGES.map(([code, name]) => (
            <Choice
              key={code}
              type="radio"
              name="locale"
              value={code}
              label={<span lang={code}>{name}</span>}
              checked={locale === code}
              onChange={() => setLocale(code)}
            />
          ))}
        </div>
      </FieldGroup>
      <Button type="submit" look="primary" busy={busy}>
        {t.join}
      </Button>
    </form>
  );
}
