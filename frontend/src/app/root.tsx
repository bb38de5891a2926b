/** The outermost frame: the way to the content, the page, and what may lie over it, such as the sign-in that waits in place. */

import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useSession } from "@/api/session";
import { messages, useMessages } from "@/i18n/messages";
import { Loading, useUnhurried } from "@/ui/states";
import { Toasts } from "@/ui/toast";

const loadSignInAgain = async () => ({
  default: (await import("@/features/auth/sign-in-again")).SignInAgain,
});
const SignInAgain = lazy(loadSignInAgain);

const texts = messages(
  {
    skip: "本文へ移動",
    offline: "オフラインです。入力した内容はこの画面に残っています。つながると続けられます。",
  },
  {
    skip: "Skip to content",
    offline: "You are offline. What you entered stays on this page; go on when the connection is back.",
  },
);

export function Root() {
  const t = useMessages(texts);
  const session = useSession();
  const known = useUnhurried(session !== "unknown");
  // It must be here before it is needed: when a session ends, the server may not be there either.
  useEffect(() => {
    if (session !== "signed_in") return;
    const later = setTimeout(() => void loadSignInAgain(), 3000);
    return () => clearTimeout(later);
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
      {known ? <Outlet /> : <Starting />}
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
      <main id="content" tabIndex={-1} className="mx-auto max-w-[72rem] px-6 py-8">
        <h1 className="sr-only">Enishi 縁</h1>
        <Loading />
      </main>
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
