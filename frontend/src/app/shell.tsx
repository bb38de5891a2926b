/** What is around every page: the way to the content, the header, the navigation, the footer, and the sign-in that waits in place. */

import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { refresh } from "@/api/client";
import { findSession, useSession } from "@/api/session";
import { AnnouncementBar, useAnnouncements } from "@/features/announcements/bar";
import { useMe } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { setLocale, useLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { IconButton, LinkButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Icon, Mark } from "@/ui/icons";
import { Failure, Loading } from "@/ui/states";
import { Toasts } from "@/ui/toast";
import { AccountMenu } from "./account-menu";
import { navigationFor, navigationTexts } from "./navigation";

const loadSignInAgain = async () => ({
  default: (await import("@/features/auth/sign-in-again")).SignInAgain,
});
const SignInAgain = lazy(loadSignInAgain);

const texts = messages(
  {
    skip: "本文へ移動",
    menu: "メニュー",
    main: "主なメニュー",
    notices: (n: number) => (n > 0 ? `通知（未読${n}件）` : "通知"),
    language: "English",
    languageLabel: "表示言語を英語に切り替える",
    signIn: "サインイン",
    tagline: "大学のシーズと企業のニーズを、未公開のまま結ぶ",
    about: "Enishi について",
    apply: "入会を申し込む",
    publicListings: "公開シーズ",
    help: "使い方",
    offline: "オフラインです。入力した内容はこの画面に残っています。つながると続けられます。",
  },
  {
    skip: "Skip to content",
    menu: "Menu",
    main: "Main menu",
    notices: (n: number) => (n > 0 ? `Notices (${n} unread)` : "Notices"),
    language: "日本語",
    languageLabel: "Switch the display language to Japanese",
    signIn: "Sign in",
    tagline: "University seeds and company needs, tied before publication",
    about: "About Enishi",
    apply: "Apply for membership",
    publicListings: "Public seeds",
    help: "Help",
    offline: "You are offline. What you entered stays on this page; go on when the connection is back.",
  },
);

/** The outermost frame. */
export function Root() {
  const t = useMessages(texts);
  const session = useSession();
  useEffect(() => {
    void findSession();
  }, []);
  // It must be here before it is needed: when a session ends, the server may not be there either.
  useEffect(() => {
    if (session === "signed_in") void loadSignInAgain();
  }, [session]);
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it is a link within the page, whose address must not change */}
      <a
        href="#content"
        onClick={(event) => {
          // The address keeps what stands behind its #.
          event.preventDefault();
          document.getElementById("content")?.focus();
        }}
        className="sr-only z-50 rounded-lg bg-white px-4 py-3 font-bold text-ai-900 underline focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t.skip}
      </a>
      {session === "unknown" ? <Starting /> : <Outlet />}
      <OfflineBar />
      <Toasts />
      {session === "expired" ? (
        <Suspense>
          <SignInAgain />
        </Suspense>
      ) : null}
    </>
  );
}

/** While the browser's session is looked for: the frame, so that nothing jumps. */
function Starting() {
  return (
    <div className="min-h-dvh">
      <div className="h-16 border-b border-line bg-white" />
      <div className="mx-auto max-w-[72rem] px-6 py-8">
        <Loading />
      </div>
    </div>
  );
}

function OfflineBar() {
  const t = useMessages(texts);
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, []);
  return (
    <div
      role="status"
      className={
        online ? "sr-only" : "fixed inset-x-0 bottom-0 z-40 bg-ai-1000 px-4 py-3 text-center text-white"
      }
    >
      {online ? "" : t.offline}
    </div>
  );
}

/** Around pages for everybody; a member keeps the members' frame. */
export function PublicFrame() {
  const session = useSession();
  const { pathname } = useLocation();
  const entering = ["/sign-in", "/forgot-password", "/reset-password", "/invitation"].includes(pathname);
  if (session !== "anonymous" && !entering) return <MembersFrame />;
  return (
    <div className="flex min-h-dvh flex-col">
      <Header />
      <main id="content" tabIndex={-1} className="flex-1 outline-none">
        <Outlet />
      </main>
      <Footer />
    </div>
  );
}

/** Around pages for members. */
export function MembersFrame() {
  const session = useSession();
  const me = useMe();
  const announcements = useAnnouncements();
  const { pathname, searchStr, hash } = useLocation();
  const navigate = useNavigate();
  const anonymous = session === "anonymous";
  const unbound = me.data?.undertaking.required === true && !mayBeUnbound(pathname);
  useEffect(() => {
    // While the way to the sign-in is under way this frame is still here.
    if (pathname === "/sign-in") return;
    // What stands behind the # (a search) stays there: the rest of an address reaches the server's logs.
    const back = { search: { next: pathname + searchStr }, hash, replace: true } as const;
    if (anonymous) void navigate({ to: "/sign-in", ...back });
    else if (unbound) void navigate({ to: "/undertaking", ...back });
  }, [anonymous, unbound, pathname, searchStr, hash, navigate]);
  if (anonymous || unbound) return null;
  return (
    <div className="flex min-h-dvh flex-col">
      <Header member />
      <div className="flex flex-1">
        <aside className="sticky top-16 hidden h-[calc(100dvh-4rem)] w-60 shrink-0 overflow-y-auto border-r border-line bg-white px-3 py-5 lg:block no-print">
          <Navigation />
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          {/* The footer begins below the screen, so that it does not jump when the page's content comes. */}
          <main
            id="content"
            tabIndex={-1}
            className="min-h-[calc(100dvh-4rem)] flex-1 outline-none print:min-h-0"
          >
            {me.data ? <AnnouncementBar /> : null}
            {me.error && !me.data ? (
              <div className="p-6">
                <Failure error={me.error} again={() => void refresh("/me")} />
              </div>
            ) : me.data && !announcements.isLoading ? (
              <Outlet />
            ) : (
              <div className="p-8">
                <Loading />
              </div>
            )}
          </main>
          <Footer />
        </div>
      </div>
    </div>
  );
}

/** Pages that a member may use before accepting the undertaking. */
function mayBeUnbound(path: string): boolean {
  return (
    path === "/undertaking" ||
    path.startsWith("/settings") ||
    path === "/help" ||
    path === "/notices" ||
    path === "/about"
  );
}

function Header({ member = false }: { member?: boolean }) {
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
            <span className="text-[1.25rem] font-bold tracking-wide">Enishi</span>
            <span className="mt-1 hidden text-[0.75rem] text-ink-soft xl:block">{t.tagline}</span>
          </span>
        </Link>
        <LanguageSwitch />
        {member ? (
          <>
            <NoticesLink />
            <AccountMenu />
          </>
        ) : (
          <LinkButton to="/sign-in" look="primary" className="whitespace-nowrap">
            {t.signIn}
          </LinkButton>
        )}
      </div>
      {member ? (
        <Dialog open={menu} title={t.menu} shape="drawer" onClose={() => setMenu(false)}>
          <Navigation />
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

function Navigation() {
  const t = useMessages(navigationTexts);
  const words = useMessages(texts);
  const me = useMe().data;
  if (!me) return null;
  return (
    <nav aria-label={words.main} className="flex flex-col gap-5">
      {navigationFor(me.role, me.institution_reviewer).map((group, place) => (
        <div key={place} className="flex flex-col gap-0.5">
          {group.text ? (
            <p className="px-3 pb-1 text-[0.8125rem] font-bold text-ink-soft">{t[group.text]}</p>
          ) : null}
          <ul className="flex flex-col gap-0.5">
            {group.places.map(({ to, text, icon }) => (
              <li key={to}>
                <Link
                  to={to}
                  activeOptions={{ exact: to === "/", includeSearch: false }}
                  className="flex min-h-11 items-center gap-3 rounded-lg px-3 text-ink no-underline hover:bg-ai-50"
                  activeProps={{ className: "bg-ai-100 font-bold text-ai-1000", "aria-current": "page" }}
                >
                  <Icon name={icon} />
                  {t[text]}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Footer() {
  const t = useMessages(texts);
  const link = "inline-flex min-h-8 items-center text-ai-900 underline underline-offset-4";
  return (
    <footer className="mt-10 border-t border-line bg-white no-print">
      <div className="mx-auto flex max-w-[104rem] flex-wrap items-center gap-x-6 gap-y-2 px-6 py-5 text-[0.875rem]">
        <Link to="/about" className={link}>
          {t.about}
        </Link>
        <Link to="/public" className={link}>
          {t.publicListings}
        </Link>
        <Link to="/apply" className={link}>
          {t.apply}
        </Link>
        <Link to="/help" className={link}>
          {t.help}
        </Link>
        <span className="ml-auto text-ink-soft">Enishi 縁</span>
      </div>
    </footer>
  );
}
