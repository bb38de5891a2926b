/** The foot of every page: what everybody may read, and where the reader goes on. */

import { Link } from "@tanstack/react-router";
import { useSession } from "@/api/session";
import { messages, useMessages } from "@/i18n/messages";

const texts = messages(
  {
    about: "Enishi について",
    apply: "入会を申し込む",
    publicListings: "公開シーズ",
    help: "使い方",
  },
  {
    about: "About Enishi",
    apply: "Apply for membership",
    publicListings: "Public seeds",
    help: "Help",
  },
);

export function Footer() {
  const t = useMessages(texts);
  const anonymous = useSession() === "anonymous";
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
        {anonymous ? (
          <Link to="/apply" className={link}>
            {t.apply}
          </Link>
        ) : (
          <Link to="/help" className={link}>
            {t.help}
          </Link>
        )}
        <span className="ml-auto text-ink-soft">Enishi 縁</span>
      </div>
    </footer>
  );
}
