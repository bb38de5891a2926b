/** Under a listing's title: the title in the other language, where it stands, from where it comes, and until when. */
import type { Schemas } from "@/api/client";
import { type Bilingual, useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge, organisationKindNames, StateBadge, TierBadge, visibilityNames } from "@/ui/badges";

const texts = messages(
  {
    from: "機関",
    liaison: "担当リエゾン",
    since: "掲載日",
    until: "掲載期限",
    own: "自チームの掲載",
    named: (name: string, kind: string) => `${name}（${kind}）`,
    unnamed: (kind: string) => `${kind}（機関名は非公開）`,
  },
  {
    from: "Organisation",
    liaison: "Liaison in charge",
    since: "Listed on",
    until: "Listed until",
    own: "Your team’s",
    named: (name: string, kind: string) => `${name} (${kind})`,
    unnamed: (kind: string) => `${kind} (not named)`,
  },
);

export function Frame({
  listing,
  title,
}: {
  listing: Schemas["ListingHeader"];
  title: Bilingual | null | undefined;
}) {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const visibilities = useMessages(visibilityNames);
  const { pick, date, locale } = useFormat();
  const other = locale === "ja" ? "en" : "ja";
  const second = title?.[locale] ? title[other] : undefined;
  const kind = kinds[listing.institution_type];
  const facts: [string, string][] = [
    [t.from, listing.organisation ? t.named(pick(listing.organisation), kind) : t.unnamed(kind)],
    [t.liaison, pick(listing.liaison)],
    [t.since, listing.members_since ? date(listing.members_since) : ""],
    [t.until, listing.valid_until ? date(listing.valid_until) : ""],
  ];
  return (
    <div className="flex flex-col gap-3">
      {second ? (
        <p lang={other} className="text-[1.0625rem] text-ink-soft">
          {second}
        </p>
      ) : null}
      <p className="flex flex-wrap items-center gap-2">
        <span className="mr-1 font-bold tabular-nums">{listing.reference}</span>
        <StateBadge state={listing.state} />
        {listing.own ? <Badge look="ai">{t.own}</Badge> : <TierBadge tier={listing.clearance} />}
        {listing.visibility && listing.visibility !== "open" ? (
          <Badge>{visibilities[listing.visibility]}</Badge>
        ) : null}
      </p>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-[0.9375rem]">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} className="flex gap-2">
              <dt className="shrink-0 text-ink-soft">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
