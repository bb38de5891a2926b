/** `/settings/security`: the password, where one is signed in, and the way out of the consortium. */
import { messages, useMessages } from "@/i18n/messages";
import { Card, Section } from "@/ui/page";
import { Settings } from "./frame";
import { Leave } from "./leave";
import { PasswordForm } from "./password-form";
import { SessionList } from "./session-list";

const texts = messages(
  {
    title: "パスワードとセッション",
    password: "パスワードの変更",
    sessions: "サインイン中の端末",
    leave: "退会",
  },
  {
    title: "Password and sessions",
    password: "Change your password",
    sessions: "Where you are signed in",
    leave: "Leave the consortium",
  },
);

export function Security() {
  const t = useMessages(texts);
  return (
    <Settings title={t.title}>
      <Section title={t.password} id="password">
        <Card>
          <PasswordForm />
        </Card>
      </Section>
      <Section title={t.sessions} id="sessions">
        <SessionList />
      </Section>
      <Section title={t.leave} id="leave">
        <Leave />
      </Section>
    </Settings>
  );
}
