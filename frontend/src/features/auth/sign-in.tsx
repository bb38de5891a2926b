/** `/sign-in`: the members' door. */

import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { isOwnPath, textOf } from "@/app/address";
import { messages, useMessages } from "@/i18n/messages";
import { Card, Page } from "@/ui/page";
import { SignInForm } from "./sign-in-form";

const texts = messages(
  {
    title: "サインイン",
    forgot: "パスワードを忘れたとき",
    apply: "入会を申し込む",
    notYet: "まだ会員でない方",
  },
  {
    title: "Sign in",
    forgot: "Forgot your password?",
    apply: "Apply for membership",
    notYet: "Not a member yet?",
  },
);

export function SignIn() {
  const t = useMessages(texts);
  const navigate = useNavigate();
  const next = textOf(useSearch({ strict: false })["next"]);
  const link = "inline-flex min-h-8 items-center text-ai-900 underline underline-offset-4";
  return (
    <Page title={t.title} width="narrow">
      <div className="w-full max-w-[28rem]">
        <Card>
          <SignInForm onDone={() => void navigate({ href: isOwnPath(next) ? next : "/", replace: true })} />
          <p className="mt-5">
            <Link to="/forgot-password" className={link}>
              {t.forgot}
            </Link>
          </p>
        </Card>
        <p className="mt-6">
          {t.notYet}{" "}
          <Link to="/apply" className={link}>
            {t.apply}
          </Link>
        </p>
      </div>
    </Page>
  );
}
