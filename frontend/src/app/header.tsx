/** The head of every page: the way home, the language, and for members their menu, notices and account. */

import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { refresh, refreshFailed } from "@/api/client";
import { useMe } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { setLocale, useLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { IconButton, LinkButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Icon, Mark } from "@/ui/icons";
import { AccountMenu } from "./account-menu";
import { MainMenu } from "./main-menu";

const texts = messages(
  {
    menu: "メニュー",
    notices: (n: number) => (n > 0 ? `通知（未読${n}件）` : "通知"),
    language: "English",
    languageLabel: "表示言語を英語に切り替える",
    signIn: "サインイン",
    tagline: "大学のシーズと企業のニーズを、未公開のまま結ぶ",
  },
  {
    menu: "Menu",
    notices: (n: number) => (n > 0 ? `Notices (${n} unread)` : "Notices"),
    language: "日本語",
    languageLabel: "Switch the display language to Japanese",
    signIn: "Sign in",
    tagline: "University seeds and company needs, tied before publication",
  },
);

export function Header({ member = false }: { member?: boolean }) {
  const t = useMessages(texts);
  const [menu, setMenu] = useState(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when another page opens
  useEffect(() => setMenu(false), [pathname]);
  return (
    <header className="sticky top-0 z-30 bg-white no-print">
      <div
        aria-hidden="true"
        className="h-[3px] bg-[linear-gradient(90deg,#c2402a_0,#c2402a_38%,#16305c_62%,#16305c_100%)]"
      />
      <div className="flex h-[61px] items-center gap-1 border-b border-line px-3 sm:gap-2 sm:px-5">
        {member ? (
          <IconButton
            icon="menu"
            label={t.menu}
            className="lg:hidden"
            aria-haspopup="dialog"
            onClick={() => setMenu(true)}
          />
        ) : null}
        <Link
          to="/"
          className="mr-auto flex min-h-11 items-center gap-2.5 rounded-lg text-ink no-underline"
          aria-label="Enishi 縁"
        >
          <Mark />
          <span className="flex flex-col leading-none">
            <span className="text-[1.25rem] font-bold tracking-wide whitespace-nowrap">Enishi</span>
            <span className="mt-1 hidden text-[0.75rem] text-ink-soft xl:block">{t.tagline}</span>
          </span>
        </Link>
        <LanguageSwitch />
        {member ? (
          <>
            <NoticesLink />
            <AccountMenu />
          </>
        ) : pathname === "/sign-in" ? null : (
          <LinkButton to="/sign-in" look="primary" className="whitespace-nowrap">
            {t.signIn}
          </LinkButton>
        )}
      </div>
      {member ? (
        <Dialog open={menu} title={t.menu} shape="drawer" onClose={() => setMenu(false)}>
          <MainMenu />
        </Dialog>
      ) : null}
    </header>
  );
}

function LanguageSwitch() {
  const t = useMessages(texts);
  const locale = useLocale();
  const next = locale === "ja" ? "en" : "ja";
  return (
    <button
      type="button"
      lang={next}
      aria-label={t.languageLabel}
      className="inline-flex min-h-11 items-center gap-1.5 rounded-lg px-2 text-[0.9375rem] text-ai-900 hover:bg-ai-50 sm:px-3"
      onClick={() => {
        setLocale(next);
        // Labels that the server writes come in the new language.
        void refresh("/me/", "/listing-fields");
        void refreshFailed();
      }}
    >
      <Icon name="globe" />
      <span className="hidden sm:inline">{t.language}</span>
    </button>
  );
}

function NoticesLink() {
  const t = useMessages(texts);
  const { number } = useFormat();
  const unread = useMe().data?.unread_notices ?? 0;
  return (
    <Link
      to="/notices"
      aria-label={t.notices(unread)}
      className="relative inline-flex size-11 items-center justify-center rounded-lg text-ai-900 hover:bg-ai-50"
    >
      <Icon name="bell" size={22} />
      {unread > 0 ? (
        <span
          aria-hidden="true"
          className="absolute top-1 right-0.5 min-w-5 rounded-full bg-shu-700 px-1 text-center text-[0.75rem] leading-5 font-bold text-white"
        >
          {unread > 99 ? "99+" : number(unread)}
        </span>
      ) : null}
    </Link>
  );
}
