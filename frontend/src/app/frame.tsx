/** What is around a page: for strangers a header and a footer, for members the navigation too. Members' pages wait for a sign-in here. */

import { Outlet, useLocation, useMatches, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { refresh } from "@/api/client";
import { useSession } from "@/api/session";
import { AnnouncementBar, useAnnouncements } from "@/features/announcements/bar";
import { useMe } from "@/features/me";
import { useMedia } from "@/ui/media";
import { Failure, Loading, useUnhurried } from "@/ui/states";
import { Footer } from "./footer";
import { Header } from "./header";
import { MainMenu } from "./main-menu";

/** The footer begins below the screen, so that it does not jump when the page's content comes. */
const main = "min-h-[calc(100dvh-4rem)] flex-1 outline-none print:min-h-0";

/** Around pages for everybody; a member keeps the members' frame. */
export function PublicFrame({ children = <Outlet /> }: { children?: ReactNode }) {
  const session = useSession();
  const { pathname } = useLocation();
  const entering = ["/sign-in", "/forgot-password", "/reset-password", "/invitation"].includes(pathname);
  if (session !== "anonymous" && !entering) return <MembersFrame>{children}</MembersFrame>;
  return (
    <div className="flex min-h-dvh flex-col">
      <Header />
      <main id="content" tabIndex={-1} className={main}>
        {children}
      </main>
      <Footer />
    </div>
  );
}

/** Around pages for members. */
export function MembersFrame({ children = <Outlet /> }: { children?: ReactNode }) {
  const session = useSession();
  const me = useMe();
  const announcements = useAnnouncements();
  const { pathname, searchStr, hash } = useLocation();
  const navigate = useNavigate();
  const anonymous = session === "anonymous";
  const isWide = useMedia("(min-width: 64rem)");
  // While the way to the undertaking is under way, the page that was asked for is still the one to be drawn.
  const drawn = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? "" });
  const unbound = me.data?.undertaking.required === true && !mayBeUnbound(drawn);
  useEffect(() => {
    // While the way to the sign-in is under way this frame is still here.
    if (pathname === "/sign-in") return;
    // What stands behind the # (a search) stays there: the rest of an address reaches the server's logs.
    const back = { search: { next: pathname + searchStr }, hash, replace: true } as const;
    if (anonymous) void navigate({ to: "/sign-in", ...back });
    else if (unbound && !mayBeUnbound(pathname)) void navigate({ to: "/undertaking", ...back });
  }, [anonymous, unbound, pathname, searchStr, hash, navigate]);
  const ready = useUnhurried(me.data !== undefined && !announcements.isLoading);
  if (anonymous || unbound) return null;
  return (
    <div className="flex min-h-dvh flex-col">
      <Header member />
      <div className="flex flex-1">
        {isWide ? (
          <aside className="w-60 shrink-0 border-r border-line bg-white no-print">
            <div className="sticky top-16 max-h-[calc(100dvh-4rem)] overflow-y-auto px-3 py-5">
              <MainMenu />
            </div>
          </aside>
        ) : null}
        <div className="flex min-w-0 flex-1 flex-col">
          {ready ? <AnnouncementBar /> : null}
          {/* Where the announcements stand it begins lower: a new element, so that nothing that was seen moves */}
          <main key={String(ready)} id="content" tabIndex={-1} className={main}>
            {me.error && !me.data ? (
              <div className="p-6">
                <h1 className="sr-only">Enishi 縁</h1>
                <Failure error={me.error} again={() => void refresh("/me")} />
              </div>
            ) : ready ? (
              children
            ) : (
              <div className="p-8">
                <h1 className="sr-only">Enishi 縁</h1>
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
