/** `/sign-in`: the members' door. */

import { Link, Navigate, useLocation, useSearch } from "@tanstack/react-router";
import { $api, queries } from "@/api/client";
import { useSession } from "@/api/session";
import { isOwnPath, textOf } from "@/app/address";
import { isLocaleChosen, setLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { Note } from "@/ui/states";
import { Door, doorLink } from "./door";
import { SignInForm } from "./sign-in-form";

const texts = messages(
  {
    title: "サインイン",
    lead: "所属機関のメールアドレスでサインインしてください。",
    waits: "サインインすると、開こうとしたページに進みます。",
    forgot: "パスワードを忘れたとき",
    apply: "入会をお申し込みください",
    notYet: "まだ会員でない方は、",
  },
  {
    title: "Sign in",
    lead: "Sign in with the address of your institution.",
    waits: "After signing in you go on to the page you wanted to open.",
    forgot: "Forgot your password?",
    apply: "Apply for membership",
    notYet: "Not a member yet? ",
  },
);

export function SignIn() {
  const t = useMessages(texts);
  const session = useSession();
  const wanted = textOf(useSearch({ strict: false })["next"]);
  const { hash } = useLocation();
  const next = isOwnPath(wanted) ? wanted + (hash ? `#${hash}` : "") : undefined;
  // In a new browser the member's own language counts.
  const takeLanguage = async () => {
    if (isLocaleChosen()) return;
    const me = await queries.fetchQuery($api.queryOptions("get", "/api/v1/me"));
    setLocale(me.locale);
  };
  if (session === "signed_in") return <Navigate to="/" {...(next ? { href: next } : {})} replace />;
  return (
    <Door
      title={t.title}
      lead={t.lead}
      after={
        <p>
          {t.notYet}
          <Link to="/apply" className={doorLink}>
            {t.apply}
          </Link>
        </p>
      }
    >
      {next && next !== "/" ? (
        <div className="mb-5">
          <Note>{t.waits}</Note>
        </div>
      ) : null}
      <SignInForm onDone={() => void takeLanguage().catch(() => {})} />
      <p className="mt-5">
        <Link to="/forgot-password" className={doorLink}>
          {t.forgot}
        </Link>
      </p>
    </Door>
  );
}
