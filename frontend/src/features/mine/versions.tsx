/** Every submitted version, and what changed between any two. */
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { textOf } from "@/app/address";
import { PageOf } from "@/app/not-found";
import { changesBetween, FieldChanges } from "@/features/diff";
import { type AnyContent, contentOf, type ListingKind } from "@/features/listing-view";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";
import { SelectField } from "@/ui/field";
import { Card, Section } from "@/ui/page";
import { Await, Empty, Failure, Loading } from "@/ui/states";
import { Table } from "@/ui/table";
import { effectiveTiers } from "./form/content";
import { useMineTrail } from "./texts";

const texts = messages(
  {
    title: "版と変更点",
    lead: "提出した内容は版として残り、あとから変わりません。二つを選ぶと違いが分かります。",
    none: "まだ提出した版がありません",
    noneWhat: "下書きを提出すると、ここに版が並びます。",
    list: "版の一覧",
    number: "版",
    submitted: "提出",
    by: "提出者",
    published: "掲載",
    current: "掲載中",
    name: (n: number) => `第${n}版`,
    draft: "いまの下書き",
    compare: "違いを見る",
    from: "変更前",
    to: "変更後",
    changes: (n: number) => `変わった項目：${n}件`,
  },
  {
    title: "Versions and changes",
    lead: "What you submit is kept as a version and never changes. Choose two to see how they differ.",
    none: "Nothing has been submitted yet",
    noneWhat: "Each submission of the draft appears here as a version.",
    list: "Versions",
    number: "Version",
    submitted: "Submitted",
    by: "By",
    published: "Published",
    current: "shown now",
    name: (n: number) => `Version ${n}`,
    draft: "The draft now",
    compare: "See the differences",
    from: "Before",
    to: "After",
    changes: (n: number) => (n === 1 ? "1 field differs" : `${n} fields differ`),
  },
);

export function Versions() {
  const t = useMessages(texts);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const versions = $api.useQuery("get", "/api/v1/listings/{id}/versions", { params: { path: { id } } });
  const draft = $api.useQuery("get", "/api/v1/listings/{id}/draft", { params: { path: { id } } });
  const trail = useMineTrail(id, draft.data?.reference);
  return (
    <PageOf of={versions} title={t.title} lead={t.lead} trail={trail}>
      <Await query={versions}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t.none}>{t.noneWhat}</Empty>
          ) : (
            <>
              <List items={items} />
              <Await query={draft}>{(found) => <Compare id={id} items={items} draft={found} />}</Await>
            </>
          )
        }
      </Await>
    </PageOf>
  );
}

function List({ items }: { items: Schemas["OneVersion"][] }) {
  const t = useMessages(texts);
  const { pick, dateTime } = useFormat();
  return (
    <Table caption={t.list} head={[t.number, t.submitted, t.by, t.published]}>
      {items.map((version) => (
        <tr key={version.number}>
          <th scope="row" className="font-bold whitespace-nowrap">
            {t.name(version.number)}
          </th>
          <td className="whitespace-nowrap">{dateTime(version.submitted_at)}</td>
          <td className="whitespace-nowrap">{pick(version.submitted_by)}</td>
          <td>
            <span className="flex items-center gap-2 whitespace-nowrap">
              {version.published_at ? dateTime(version.published_at) : "–"}
              {version.current ? <Badge look="green">{t.current}</Badge> : null}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** "3" is a version, "draft" the working copy. */
function Compare({
  id,
  items,
  draft,
}: {
  id: string;
  items: Schemas["OneVersion"][];
  draft: Schemas["DraftBody"];
}) {
  const t = useMessages(texts);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const newest = items[0]?.number ?? 1;
  const from = textOf(search["from"]) ?? String(items.length > 1 ? newest - 1 : newest);
  const to = textOf(search["to"]) ?? (items.length > 1 ? String(newest) : "draft");
  const choose = (end: "from" | "to", value: string) =>
    void navigate({ to: ".", search: { from, to, [end]: value }, replace: true });
  const choices = [
    ...items.map(({ number }) => ({ key: String(number), label: t.name(number) })),
    { key: "draft", label: t.draft },
  ];
  const select = (end: "from" | "to", value: string, label: string) => (
    <SelectField name={end} label={label} value={value} onChange={(event) => choose(end, event.target.value)}>
      {choices.map((one) => (
        <option key={one.key} value={one.key}>
          {one.label}
        </option>
      ))}
    </SelectField>
  );
  return (
    <Section title={t.compare}>
      <div className="flex max-w-xl gap-3 [&>*]:flex-1">
        {select("from", from, t.from)}
        {select("to", to, t.to)}
      </div>
      <Differences id={id} kind={draft.kind} items={items} draft={draft} from={from} to={to} />
    </Section>
  );
}

function useSide(id: string, which: string, items: Schemas["OneVersion"][], draft: Schemas["DraftBody"]) {
  const specs = $api.useQuery(
    "get",
    "/api/v1/listing-fields/{kind}",
    { params: { path: { kind: draft.kind } } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const number = Number(which);
  const version = $api.useQuery(
    "get",
    "/api/v1/listings/{id}/versions/{number}",
    { params: { path: { id, number } } },
    {
      enabled: which !== "draft" && items.some((one) => one.number === number),
      staleTime: Number.POSITIVE_INFINITY,
    },
  );
  const meta = which === "draft" ? draft : items.find((one) => one.number === number);
  const content = which === "draft" ? (draft.content as AnyContent) : version.data && contentOf(version.data);
  if (!specs.data || !content || !meta)
    return { failed: [specs, version].find((query) => query.error), side: undefined };
  return {
    failed: undefined,
    side: { content, tiers: effectiveTiers(specs.data.fields, meta.tier_overrides, meta.visibility) },
  };
}

function Differences({
  id,
  kind,
  items,
  draft,
  from,
  to,
}: {
  id: string;
  kind: ListingKind;
  items: Schemas["OneVersion"][];
  draft: Schemas["DraftBody"];
  from: string;
  to: string;
}) {
  const t = useMessages(texts);
  const before = useSide(id, from, items, draft);
  const after = useSide(id, to, items, draft);
  const failed = before.failed ?? after.failed;
  if (failed) return <Failure error={failed.error} again={() => void failed.refetch()} />;
  if (!before.side || !after.side) return <Loading />;
  const changes = changesBetween(kind, before.side, after.side);
  return (
    <Card className="flex flex-col gap-4">
      <p role="status" className={changes.length === 0 ? "sr-only" : "text-ink-soft"}>
        {t.changes(changes.length)}
      </p>
      <FieldChanges kind={kind} changes={changes} />
    </Card>
  );
}
