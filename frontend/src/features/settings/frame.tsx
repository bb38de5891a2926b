/** The three pages of one's own settings, with the way between them. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { Page } from "@/ui/page";

const texts = messages(
  { settings: "設定", profile: "プロフィール", mail: "メール", security: "パスワードとセッション" },
  { settings: "Settings", profile: "Profile", mail: "Mail", security: "Password and sessions" },
);

export function Settings({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const t = useMessages(texts);
  const places = [
    ["/settings", t.profile],
    ["/settings/mail", t.mail],
    ["/settings/security", t.security],
  ] as const;
  return (
    <Page title={title} width="narrow" {...(lead ? { lead } : {})}>
      <nav aria-label={t.settings} className="border-b border-line">
        <ul className="flex flex-wrap gap-x-1">
          {places.map(([to, label]) => (
            <li key={to}>
              <Link
                to={to}
                activeOptions={{ exact: true }}
                className="-mb-px inline-flex min-h-11 items-center border-b-[3px] border-transparent px-3 text-ai-900 no-underline hover:bg-ai-50"
                activeProps={{ className: "border-b-ai-900! font-bold", "aria-current": "page" }}
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
  );
}
