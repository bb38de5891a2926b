/** The searches that a member keeps, with how much each has found since. */
import { Link } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { useRole } from "@/features/me";
import { linkToSearch } from "@/features/search/question";
import { useFormat } from "@/i18n/format";
import { useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { Actions } from "./actions";
import { useMailWords } from "./cadence";
import { QuestionWords } from "./question-words";
import { texts } from "./texts";

export function SavedSearches() {
  const t = useMessages(texts);
  const role = useRole();
  const query = $api.useQuery("get", "/api/v1/saved-searches");
  const find = linkToSearch(role === "researcher" ? "need" : "seed", {});
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <LinkButton icon="search" {...find}>
          {t.find}
        </LinkButton>
      }
    >
      <Await query={query} lines={8}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t.empty} action={<LinkButton {...find}>{t.find}</LinkButton>}>
              {t.how}
            </Empty>
          ) : (
            <ul className="flex flex-col gap-3">
              {items.map((item) => (
                <li key={item.id}>
                  <One saved={item} />
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </Page>
  );
}

function One({ saved }: { saved: Schemas["SavedSearchView"] }) {
  const t = useMessages(texts);
  const mail = useMailWords();
  const { date } = useFormat();
  return (
    <article className="flex flex-col gap-2 rounded-xl border border-line bg-white px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-[1.125rem] font-bold">
          <Link
            to="/saved-searches/$id"
            params={{ id: saved.id }}
            className="text-ai-900 underline decoration-ai-300 underline-offset-4"
          >
            {saved.name}
          </Link>
        </h2>
        {saved.unseen > 0 ? (
          <Badge look="shu">{t.unseen(saved.unseen)}</Badge>
        ) : (
          <span className="text-[0.875rem] text-ink-soft">{t.noneNew}</span>
        )}
      </div>
      <QuestionWords question={saved.question} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="flex flex-wrap gap-x-4 text-[0.875rem] text-ink-soft">
          <span>{mail(saved.alerts)}</span>
          <span>{t.since(date(saved.created_at))}</span>
        </p>
        <Actions saved={saved} />
      </div>
    </article>
  );
}
