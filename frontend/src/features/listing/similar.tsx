/** Listings of the same kind that are about the same. */
import { $api, type Schemas } from "@/api/client";
import { HitBadges, HitLink, useHitWords } from "@/features/search/hit-parts";
import { SharedWords } from "@/features/search/shared-words";
import { messages, useMessages } from "@/i18n/messages";
import { Section } from "@/ui/page";
import { Await } from "@/ui/states";

const texts = messages(
  { title: { seed: "近いシーズ", need: "近いニーズ" }, none: "内容の近いものは見つかりませんでした。" },
  { title: { seed: "Similar seeds", need: "Similar needs" }, none: "Nothing similar was found." },
);

/** So many, to glance at. */
const SOME = 5;

export function SimilarListings({ listing }: { listing: Schemas["ListingHeader"] }) {
  const t = useMessages(texts);
  const query = $api.useQuery("get", "/api/v1/listings/{id}/similar", {
    params: { path: { id: listing.id } },
  });
  return (
    <Section title={t.title[listing.kind]}>
      <Await query={query} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-ink-soft">{t.none}</p>
          ) : (
            <ul className="flex flex-col divide-y divide-line rounded-xl border border-line bg-white px-4">
              {items.slice(0, SOME).map((item) => (
                <li key={item.id} className="py-3">
                  <One item={item} />
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </Section>
  );
}

function One({ item }: { item: Schemas["SimilarListing"] }) {
  const words = useHitWords(item);
  return (
    <div className="flex flex-col gap-1">
      <HitLink hit={item} className="leading-snug font-bold" />
      <p className="flex flex-wrap gap-x-3 text-[0.875rem] text-ink-soft">
        <HitBadges hit={item} />
        <span>{words.stages}</span>
        <span>{words.modalities}</span>
      </p>
      <SharedWords shared={item.shared.slice(0, 4)} />
    </div>
  );
}
