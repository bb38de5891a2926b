/** Both listings of a match next to each other: first what can be held against each other, then the rest of each. */
import type { ReactNode } from "react";
import type { Schemas } from "@/api/client";
import {
  type AnyContent,
  contentOf,
  type FieldName,
  FieldValue,
  isBlank,
  sectionsOf,
  useFieldName,
} from "@/features/listing-view";
import { useMessages } from "@/i18n/messages";
import { ListingFacts, ListingLink } from "./parts";
import { candidateTexts } from "./texts";

type Listing = Schemas["ListingView"];

/** Fields of a seed and of a need that answer each other. */
const answering: { seed: FieldName[]; need: FieldName[] }[] = [
  { seed: ["summary"], need: ["problem"] },
  { seed: ["disease_areas"], need: ["disease_areas"] },
  { seed: ["modalities"], need: ["modalities_wanted", "modalities_excluded"] },
  { seed: ["stage_min"], need: ["stage_min"] },
  { seed: ["target_class", "target"], need: ["target_class", "target"] },
  { seed: ["ip_status"], need: ["unfiled_acceptable"] },
  { seed: ["collaboration_sought"], need: ["partnership_types"] },
  { seed: ["differentiation"], need: ["must_have"] },
  { seed: ["missing_data"], need: ["evidence_expected"] },
];

export function Pair({ match }: { match: Schemas["CandidateView"] }) {
  const { own, other } = match;
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-white">
      <div className="grid grid-cols-1 divide-y divide-line md:grid-cols-2 md:divide-x md:divide-y-0">
        <Head match={match} listing={other} />
        <Head match={match} listing={own} />
      </div>
      {answering.map((row, place) => (
        <Row key={place} left={<Fields listing={other} fields={row[other.kind]} />}>
          <Fields listing={own} fields={row[own.kind]} />
        </Row>
      ))}
      <Row left={<Fields listing={other} fields={rest(other)} />}>
        <Fields listing={own} fields={rest(own)} />
      </Row>
    </div>
  );
}

function rest({ kind }: Listing): FieldName[] {
  const above = new Set<FieldName>(["title", "stage_max", ...answering.flatMap((row) => row[kind])]);
  return sectionsOf(kind).flatMap(({ fields }) => fields.filter((field) => !above.has(field)));
}

function Head({ match, listing }: { match: Schemas["CandidateView"]; listing: Listing }) {
  const t = useMessages(candidateTexts);
  const own = match.side !== "liaison" && listing.id === match.own.id;
  return (
    <div className="flex flex-col gap-1 bg-ai-50 p-4 sm:p-5">
      <p className="text-[0.875rem] font-bold text-ink-soft">
        {match.side === "liaison" ? t.kind[listing.kind] : own ? t.own[listing.kind] : t.other[listing.kind]}
      </p>
      <h3 className="text-[1.0625rem] leading-snug font-bold">
        <ListingLink listing={listing} />
      </h3>
      <ListingFacts listing={listing} />
    </div>
  );
}

function Row({ left, children }: { left: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 border-t border-line md:grid-cols-2 md:divide-x md:divide-line [&>*:empty]:hidden md:[&>*:empty]:block">
      {left}
      {children}
    </div>
  );
}

function Fields({ listing, fields }: { listing: Listing; fields: FieldName[] }) {
  const name = useFieldName(listing.kind);
  const content = contentOf(listing);
  const shown = fields.filter((field) => isThere(content, field));
  if (shown.length === 0) return <div />;
  return (
    <dl className="flex min-w-0 flex-col gap-4 p-4 sm:px-5">
      {shown.map((field) => (
        <div key={field}>
          <dt className="text-[0.8125rem] font-bold text-ink-soft">
            {name(field === "stage_min" ? "stage" : field)}
          </dt>
          <dd>
            <FieldValue content={content} field={field} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Either end of the range of stages is enough. */
function isThere(content: AnyContent, field: FieldName): boolean {
  if (field === "stage_min") return !isBlank(content.stage_min) || !isBlank(content.stage_max);
  return !isBlank(content[field]);
}
