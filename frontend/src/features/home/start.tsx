/** A member's start page: what waits, and the ways from here, for each role. */
import { Link } from "@tanstack/react-router";
import { type Role, useMe } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Page } from "@/ui/page";
import { Loading, Note } from "@/ui/states";
import { AuditorStart } from "./auditor-start";
import { CompanyStart } from "./company-start";
import { LiaisonStart } from "./liaison-start";
import { ResearcherStart } from "./researcher-start";
import { SecretariatStart } from "./secretariat-start";

const texts = messages(
  {
    title: "ホーム",
    lead: (name: string) => `${name} さん、お待ちしている用件と、次にできることをまとめました。`,
    expiring: (date: string) => `誓約の期限は${date}です`,
    expiringWhat: "期限を過ぎると閲覧できなくなります。",
    renew: "誓約を更新する",
  },
  {
    title: "Home",
    lead: (name: string) => `${name}, here is what waits for you and what you can do next.`,
    expiring: (date: string) => `Your undertaking runs out on ${date}`,
    expiringWhat: "After that you cannot read listings.",
    renew: "Renew it",
  },
);

const STARTS: Record<Role, () => React.ReactNode> = {
  researcher: ResearcherStart,
  company: CompanyStart,
  liaison: LiaisonStart,
  secretariat: SecretariatStart,
  auditor: AuditorStart,
};
const SOON = 30 * 86_400_000;

export function Start() {
  const t = useMessages(texts);
  const { pick, date } = useFormat();
  const me = useMe().data;
  if (!me) return <Page title={t.title}>{<Loading lines={8} />}</Page>;
  const RoleStart = STARTS[me.role];
  const until = me.undertaking.expires_at;
  return (
    <Page title={t.title} lead={t.lead(pick(me.name))}>
      {until && new Date(until).getTime() - Date.now() < SOON ? (
        <Note look="warning" title={t.expiring(date(until))}>
          {t.expiringWhat}{" "}
          <Link to="/undertaking" className="text-ai-900 underline underline-offset-4">
            {t.renew}
          </Link>
        </Note>
      ) : null}
      <RoleStart />
    </Page>
  );
}
