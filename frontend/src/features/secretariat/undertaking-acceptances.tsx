/** Who accepted a version, when, and until when it holds; of the version in force also who has not. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { $api, api, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";
import { Await, Empty } from "@/ui/states";
import { Table } from "@/ui/table";
import { useOrganisations } from "./directory";
import { type Standing, standingOf } from "./expiry";
import { FilterBar, FilterSelect, optionsOf, useFilter } from "./filters";
import { byPages, More } from "./more";
import { common } from "./texts";
import { Missing } from "./undertaking-missing";

const standings = messages(
  { valid: "有効", expiring: "30日以内に期限", expired: "期限切れ" },
  { valid: "Valid", expiring: "Ends within 30 days", expired: "Ended" },
);

const missing = messages({ missing: "今、同意していない方" }, { missing: "Not bound now" });

const texts = messages(
  {
    caption: "同意した会員",
    accepted: "同意した日時",
    language: "読んだ言語",
    until: "期限",
    former: "退会した方",
    none: "まだ誰も同意していません",
    noneLike: "当てはまる方はいません",
    all: (n: number) => `${n}名`,
  },
  {
    caption: "Who accepted it",
    accepted: "Accepted",
    language: "Read in",
    until: "Until",
    former: "A former member",
    none: "Nobody has accepted it yet",
    noneLike: "Nobody",
    all: (n: number) => (n === 1 ? "1 person" : `${n} persons`),
  },
);

type Signature = Schemas["Page_SignatureView"]["items"][number];

async function everyAcceptance(id: string): Promise<Signature[]> {
  const all: Signature[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 100, ...(cursor ? { cursor } : {}) };
    const { data } = await api.GET("/api/v1/undertakings/{id}/acceptances", {
      params: { path: { id }, query },
    });
    all.push(...(data?.items ?? []));
    cursor = data?.next_cursor ?? undefined;
  } while (cursor);
  return all;
}

export function Acceptances({ undertaking, inForce }: { undertaking: string; inForce: boolean }) {
  const words = useMessages(common);
  const accepted = useMessages(standings);
  const others = useMessages(missing);
  // Only the version in force is anybody's to accept.
  const options = [...optionsOf(accepted), ...(inForce ? optionsOf(others) : [])];
  const chosen = useFilter(
    "standing",
    options.map(([code]) => code),
  );
  return (
    <div className="flex flex-col gap-4">
      <FilterBar>
        <FilterSelect name="standing" label={words.state} value={chosen} options={options} />
      </FilterBar>
      {chosen === "missing" ? (
        <Missing />
      ) : chosen ? (
        <OfStanding undertaking={undertaking} standing={chosen} />
      ) : (
        <All undertaking={undertaking} />
      )}
    </div>
  );
}

function All({ undertaking }: { undertaking: string }) {
  const t = useMessages(texts);
  const query = $api.useInfiniteQuery(
    "get",
    "/api/v1/undertakings/{id}/acceptances",
    { params: { path: { id: undertaking }, query: { limit: 50 } } },
    byPages,
  );
  return (
    <Await query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page?.items ?? []);
        if (items.length === 0) return <Empty title={t.none} />;
        return (
          <>
            <Rows items={items} />
            <More pages={query} shown={items.length} />
          </>
        );
      }}
    </Await>
  );
}

/** The list comes in the order of acceptance, so those who are near their end are looked for in all of it. */
function OfStanding({ undertaking, standing }: { undertaking: string; standing: Standing }) {
  const t = useMessages(texts);
  const query = useQuery({
    queryKey: ["all", "/api/v1/undertakings/{id}/acceptances", undertaking],
    queryFn: () => everyAcceptance(undertaking),
  });
  return (
    <Await query={query}>
      {(all) => {
        const items = all.filter((item) => standingOf(item.expires_at) === standing);
        if (items.length === 0) return <Empty title={t.noneLike} />;
        return (
          <>
            <Rows items={items} />
            <p role="status" className="text-[0.875rem] text-ink-soft">
              {t.all(items.length)}
            </p>
          </>
        );
      }}
    </Await>
  );
}

function Rows({ items }: { items: Signature[] }) {
  const t = useMessages(texts);
  const words = useMessages(common);
  const names = useMessages(standings);
  const organisations = useOrganisations();
  const { pick, lang, dateTime, date } = useFormat();
  const looks = { valid: "green", expiring: "yellow", expired: "shu" } as const;
  return (
    <Table
      dense
      caption={t.caption}
      head={[words.name, words.organisation, t.accepted, t.language, t.until, words.state]}
    >
      {items.map((item) => {
        const standing = standingOf(item.expires_at);
        const organisation = organisations.data?.find((one) => one.id === item.organisation_id);
        return (
          <tr key={item.id}>
            <td className="whitespace-nowrap">
              <Link
                to="/members/$id"
                params={{ id: item.member_id }}
                className="inline-flex min-h-6 items-center text-ai-900 underline underline-offset-4"
                lang={lang(item.name)}
              >
                {pick(item.name) || t.former}
              </Link>
            </td>
            <td className="min-w-[9rem]">{pick(organisation?.name) || "–"}</td>
            <td className="whitespace-nowrap">{dateTime(item.accepted_at)}</td>
            <td>{words[item.locale]}</td>
            <td className="whitespace-nowrap">{date(item.expires_at)}</td>
            <td>
              <Badge look={looks[standing]}>{names[standing]}</Badge>
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
