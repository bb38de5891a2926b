/** `/undertakings`: the versions, newest first. */
import { Link } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { Table } from "@/ui/table";
import { byPages, More } from "./more";

const texts = messages(
  {
    title: "誓約書",
    lead: "会員一人ひとりが同意する、秘密保持の誓約書です。公開した版は書き換えられません。直すときは新しい版を公開します。",
    publish: "新しい版を公開する",
    version: "版",
    heading: "題名",
    days: "有効期間",
    daysOf: (n: number) => `${n}日`,
    since: "公開日時",
    state: "状態",
    inForce: "有効",
    replaced: "旧版",
    number: (n: number) => `第${n}版`,
    empty: "誓約書はまだ公開されていません",
    emptyText: "公開するまで、会員は掲載を見ることができません。",
  },
  {
    title: "Undertakings",
    lead: "The undertaking of confidentiality that every member accepts in person. A published version never changes; to change it, publish a new one.",
    publish: "Publish a new version",
    version: "Version",
    heading: "Title",
    days: "Valid for",
    daysOf: (n: number) => (n === 1 ? "1 day" : `${n} days`),
    since: "In force since",
    state: "State",
    inForce: "In force",
    replaced: "Replaced",
    number: (n: number) => `Version ${n}`,
    empty: "No undertaking has been published",
    emptyText: "Until there is one, members see no listings.",
  },
);

export function Undertakings() {
  const t = useMessages(texts);
  const query = $api.useInfiniteQuery(
    "get",
    "/api/v1/undertakings",
    { params: { query: { limit: 50 } } },
    byPages,
  );
  const publish = (
    <LinkButton to="/undertakings/$id" params={{ id: "new" }} look="primary" icon="plus">
      {t.publish}
    </LinkButton>
  );
  return (
    <Page title={t.title} lead={t.lead} actions={publish}>
      <Await query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page?.items ?? []);
          if (items.length === 0) return <Empty title={t.empty}>{t.emptyText}</Empty>;
          return (
            <>
              <Table caption={t.title} head={[t.version, t.heading, t.days, t.since, t.state]}>
                {items.map((item, place) => (
                  <Row key={item.id} item={item} newest={place === 0} />
                ))}
              </Table>
              <More pages={query} shown={items.length} />
            </>
          );
        }}
      </Await>
    </Page>
  );
}

function Row({ item, newest }: { item: Schemas["UndertakingView"]; newest: boolean }) {
  const t = useMessages(texts);
  const { pick, lang, dateTime } = useFormat();
  return (
    <tr>
      <td className="whitespace-nowrap">
        <Link
          to="/undertakings/$id"
          params={{ id: item.id }}
          className="inline-flex min-h-8 items-center font-bold text-ai-900 underline underline-offset-4"
        >
          {t.number(item.number)}
        </Link>
      </td>
      <td className="min-w-[12rem]">
        <span lang={lang(item.title)}>{pick(item.title)}</span>
      </td>
      <td className="whitespace-nowrap">{t.daysOf(item.valid_days)}</td>
      <td className="whitespace-nowrap">{dateTime(item.published_at)}</td>
      <td>{newest ? <Badge look="green">{t.inForce}</Badge> : <Badge>{t.replaced}</Badge>}</td>
    </tr>
  );
}
