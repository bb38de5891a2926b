/** The navigation of the reader's role: beside the page, or in a drawer where there is no room. */

import { Link } from "@tanstack/react-router";
import { useMe } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "@/ui/icons";
import { navigationFor, navigationTexts } from "./navigation";

const texts = messages({ main: "主なメニュー" }, { main: "Main menu" });

export function MainMenu() {
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
