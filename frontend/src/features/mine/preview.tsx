/** The listing through somebody else's eyes. */
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { textOf } from "@/app/address";
import { PageOf } from "@/app/not-found";
import {
  type AnyContent,
  contentOf,
  isBlank,
  ListingContent,
  sectionsOf,
  useFieldName,
} from "@/features/listing-view";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge, organisationKindNames, TierBadge } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Card, Section } from "@/ui/page";
import { Await, Empty, Note } from "@/ui/states";
import { effectiveTiers } from "./form/content";
import { useMineTrail } from "./texts";

const texts = messages(
  {
    title: "プレビュー",
    lead: "相手によって何が見え、何が見えないかを、提出の前に確かめられます。",
    eyes: "誰として見るか",
    members: "ほかの会員",
    approved: "紹介を承諾した相手",
    cda: "CDAを結んだ相手",
    what: "どの内容を見るか",
    draft: "書きかけの内容",
    version: "最後に提出した版",
    invisible: "この相手には、この掲載は存在しないものとして扱われます",
    blind: "非公開（ブラインド）のニーズは、一覧にも検索にも通知にも現れません。",
    hidden: "この相手には見えない項目",
    hiddenNone: "記入された項目はすべてこの相手に見えます。",
    from: "提供元",
    liaison: "担当リエゾン",
    edit: "編集へ戻る",
    noVersion: "まだ提出していません。",
  },
  {
    title: "Preview",
    lead: "See before you submit what each audience can read and what it cannot.",
    eyes: "Seen as",
    members: "Another member",
    approved: "An approved party",
    cda: "A CDA partner",
    what: "What to look at",
    draft: "The draft",
    version: "The last submitted version",
    invisible: "For this audience the listing does not exist",
    blind: "A blind need appears in no list, no search and no notice.",
    hidden: "Not shown to this audience",
    hiddenNone: "This audience sees every field that is filled in.",
    from: "From",
    liaison: "Liaison in charge",
    edit: "Back to editing",
    noVersion: "Nothing has been submitted yet.",
  },
);

const eyes = ["members", "approved", "cda"] as const;

export function Preview() {
  const t = useMessages(texts);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const tier = eyes.find((one) => one === textOf(search["tier"])) ?? "members";
  const of = textOf(search["of"]) === "version" ? "version" : "draft";
  const versions = $api.useQuery("get", "/api/v1/listings/{id}/versions", { params: { path: { id } } });
  const draft = $api.useQuery("get", "/api/v1/listings/{id}/draft", { params: { path: { id } } });
  const hasVersion = (versions.data?.items.length ?? 0) > 0;
  const preview = $api.useQuery(
    "get",
    "/api/v1/listings/{id}/preview",
    { params: { path: { id }, query: { tier, of } } },
    { staleTime: 0, enabled: of === "draft" || hasVersion },
  );
  const trail = useMineTrail(id, draft.data?.reference);
  return (
    <PageOf
      of={[draft, preview]}
      title={t.title}
      lead={t.lead}
      trail={trail}
      actions={
        <LinkButton to="/mine/$id/edit" params={{ id }} icon="edit">
          {t.edit}
        </LinkButton>
      }
    >
      <div className="flex flex-wrap gap-x-8 gap-y-4 no-print">
        <Switch
          label={t.eyes}
          choices={eyes.map((one) => ({
            key: one,
            label: t[one],
            isChosen: one === tier,
            search: { tier: one, of },
          }))}
        />
        {hasVersion ? (
          <Switch
            label={t.what}
            choices={(["draft", "version"] as const).map((one) => ({
              key: one,
              label: t[one],
              isChosen: one === of,
              search: { tier, of: one },
            }))}
          />
        ) : null}
      </div>
      {/* On paper the choices above are gone. */}
      <p className="hidden font-bold print:block">
        {t[tier]} – {t[of]}
      </p>
      {of === "version" && versions.data && !hasVersion ? (
        <Note>{t.noVersion}</Note>
      ) : (
        <Await query={preview} lines={8}>
          {({ visible, listing }) =>
            visible && listing ? (
              <div className="flex flex-col gap-6">
                {draft.data && of === "draft" ? <Hidden draft={draft.data} listing={listing} /> : null}
                <Seen listing={listing} />
              </div>
            ) : (
              <Empty title={t.invisible}>{t.blind}</Empty>
            )
          }
        </Await>
      )}
    </PageOf>
  );
}

interface Choice {
  key: string;
  label: string;
  isChosen: boolean;
  search: Record<string, string>;
}

function Switch({ label, choices }: { label: string; choices: Choice[] }) {
  return (
    <nav aria-label={label} className="flex flex-col gap-1">
      <p className="text-[0.875rem] font-bold text-ink-soft">{label}</p>
      <ul className="flex flex-wrap gap-1">
        {choices.map(({ key, label: word, isChosen, search }) => (
          <li key={key}>
            <Link
              to="."
              replace
              search={search}
              aria-current={isChosen ? "true" : undefined}
              className={`inline-flex min-h-11 items-center rounded-lg border px-3 no-underline ${isChosen ? "border-ai-900 bg-ai-900 font-bold text-white" : "border-line bg-white text-ink hover:bg-ai-50"}`}
            >
              {word}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Seen({ listing }: { listing: Schemas["ListingView"] }) {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const { pick, lang } = useFormat();
  const content = contentOf(listing);
  return (
    // Not an article: on paper it may go over several pages.
    <div className="flex flex-col gap-5">
      <Card className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2 text-[0.875rem] text-ink-soft">
          <span className="tabular-nums">{listing.reference}</span>
          <Badge>{kinds[listing.institution_type]}</Badge>
          {listing.organisation ? <span>{pick(listing.organisation)}</span> : null}
          {listing.liaison ? (
            <span>
              {t.liaison} {pick(listing.liaison)}
            </span>
          ) : null}
        </div>
        <h2 className="text-[1.375rem] leading-snug font-bold" lang={lang(content.title)}>
          {pick(content.title)}
        </h2>
        {content.summary ? <p lang={lang(content.summary)}>{pick(content.summary)}</p> : null}
      </Card>
      <ListingContent listing={listing} omit={["title", "summary"]} />
    </div>
  );
}

/** What is written and does not reach this audience. */
function Hidden({ draft, listing }: { draft: Schemas["DraftBody"]; listing: Schemas["ListingView"] }) {
  const t = useMessages(texts);
  const name = useFieldName(draft.kind);
  const specs = $api.useQuery(
    "get",
    "/api/v1/listing-fields/{kind}",
    { params: { path: { kind: draft.kind } } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const written = draft.content as AnyContent;
  const seen = contentOf(listing);
  const tiers = effectiveTiers(specs.data?.fields ?? [], draft.tier_overrides, draft.visibility);
  const hidden = sectionsOf(draft.kind)
    .flatMap(({ fields }) => fields)
    .filter((field) => !isBlank(written[field]) && isBlank(seen[field]));
  return (
    <Section title={t.hidden}>
      {hidden.length === 0 ? (
        <p className="text-ink-soft">{t.hiddenNone}</p>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {hidden.map((field) => {
            const tier = tiers[field];
            return (
              <li
                key={field}
                className="flex items-center gap-2 rounded-lg border border-dashed border-line bg-white px-2.5 py-1"
              >
                {name(field)}
                {tier ? <TierBadge tier={tier} /> : null}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
