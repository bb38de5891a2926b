/** Who is signed in, the own settings, and the way out. A native disclosure: it opens and closes with the keyboard as it is. */

import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { api, queries } from "@/api/client";
import { explain } from "@/api/problem";
import { closed } from "@/api/session";
import { useMe } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { roleNames } from "@/ui/badges";
import { Icon, type IconName } from "@/ui/icons";
import { toast } from "@/ui/toast";

const texts = messages(
  {
    account: "アカウント",
    profile: "プロフィール",
    mail: "メールの設定",
    security: "パスワードとセッション",
    undertaking: "誓約書",
    help: "使い方",
    signOut: "サインアウト",
  },
  {
    account: "Account",
    profile: "Profile",
    mail: "Mail preferences",
    security: "Password and sessions",
    undertaking: "Undertaking",
    help: "Help",
    signOut: "Sign out",
  },
);

export function AccountMenu() {
  const t = useMessages(texts);
  const roles = useMessages(roleNames);
  const { pick } = useFormat();
  const me = useMe().data;
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when another page opens
  useEffect(() => menu.current?.removeAttribute("open"), [pathname]);
  useEffect(() => {
    const away = (event: Event) => {
      if (menu.current?.open && !menu.current.contains(event.target as Node)) menu.current.open = false;
    };
    document.addEventListener("click", away);
    return () => document.removeEventListener("click", away);
  }, []);
  const signOut = async () => {
    try {
      await api.DELETE("/api/v1/auth/session");
    } catch (error) {
      toast(explain(error).detail);
      return;
    }
    closed();
    queries.clear();
    await navigate({ to: "/sign-in" });
  };
  const item =
    "flex min-h-11 w-full items-center gap-3 rounded-lg px-3 text-left text-ink no-underline hover:bg-ai-50";
  const places: [string, string, IconName][] = [
    ["/settings", t.profile, "user"],
    ["/settings/mail", t.mail, "mail"],
    ["/settings/security", t.security, "lock"],
    ["/undertaking", t.undertaking, "scale"],
    ["/help", t.help, "info"],
  ];
  return (
    <details
      ref={menu}
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !menu.current?.open) return;
        menu.current.open = false;
        menu.current.querySelector("summary")?.focus();
      }}
    >
      <summary
        aria-label={t.account}
        className="flex min-h-11 list-none items-center gap-2 rounded-lg px-2 text-ai-900 hover:bg-ai-50 [&::-webkit-details-marker]:hidden"
      >
        <Icon name="user" size={22} />
        <span className="hidden max-w-40 truncate md:block">{pick(me?.name)}</span>
        <Icon name="down" size={16} className="hidden sm:block" />
      </summary>
      <div className="absolute right-0 z-40 mt-1 flex w-72 flex-col rounded-xl border border-line bg-white p-2 shadow-lg">
        {me ? (
          <div className="border-b border-line px-3 pt-1 pb-3">
            <p className="font-bold">{pick(me.name)}</p>
            <p className="text-[0.875rem] text-ink-soft">
              {pick(me.organisation.name)} · {roles[me.role]}
            </p>
          </div>
        ) : null}
        {places.map(([to, label, icon]) => (
          <Link key={to} to={to} className={item}>
            <Icon name={icon} />
            {label}
          </Link>
        ))}
        <button type="button" className={item} onClick={() => void signOut()}>
          <Icon name="right" />
          {t.signOut}
        </button>
      </div>
    </details>
  );
}
