/** All that a reader may see of a seed or a need, in sections. Fields that are empty, or not for this reader, leave no trace. */
import { type ReactNode, useState } from "react";
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { TierBadge } from "@/ui/badges";
import { Button } from "@/ui/button";
import { Card, Section } from "@/ui/page";
import { type AnyContent, contentOf, type FieldName, isBlank, type ListingKind, sectionsOf } from "./fields";
import { useFieldName, useSectionName } from "./names";
import { FieldValue, type Languages, type WriteText } from "./value";

const texts = messages(
  { both: "日英を並べて表示", one: "日本語だけで表示" },
  { both: "Show both languages", one: "Show English only" },
);

interface Slots {
  /** The tier of each field, where the reader should know it */
  tiers?: Record<string, Schemas["Tier"]> | undefined;
  /** Something beside a field: comments, a mark */
  highlight?: ((field: FieldName) => ReactNode) | undefined;
  /** Puts a text of a field on the page, with marks in it, say */
  passage?: ((field: FieldName, text: string, lang?: "ja" | "en") => ReactNode) | undefined;
  /** Fields that stand elsewhere on the page: the title, say */
  omit?: readonly FieldName[] | undefined;
  level?: 2 | 3 | undefined;
}

export function ListingContent({ listing, ...slots }: { listing: Schemas["ListingView"] } & Slots) {
  return <ContentSections kind={listing.kind} content={contentOf(listing)} {...slots} />;
}

/** As `ListingContent`, for content without its frame. */
export function ContentSections({
  kind,
  content,
  tiers,
  highlight,
  passage,
  omit = [],
  level = 2,
}: { kind: ListingKind; content: AnyContent } & Slots) {
  const t = useMessages(texts);
  const sectionName = useSectionName(kind);
  const [languages, setLanguages] = useState<Languages>("one");
  const sections = sectionsOf(kind)
    .map(({ id, fields }) => ({ id, fields: fields.filter((field) => isShown(content, field, omit)) }))
    .filter(({ fields }) => fields.length > 0);
  return (
    <div className="flex flex-col gap-6">
      {hasTwins(content) ? (
        <Button
          size="small"
          icon="globe"
          className="self-end no-print"
          onClick={() => setLanguages(languages === "one" ? "both" : "one")}
        >
          {languages === "one" ? t.both : t.one}
        </Button>
      ) : null}
      {sections.map(({ id, fields }) => (
        <Section key={id} id={`section-${id}`} title={sectionName(id)} level={level}>
          <Card>
            <dl className="@container flex flex-col divide-y divide-line">
              {fields.map((field) => (
                <Row
                  key={field}
                  kind={kind}
                  content={content}
                  field={field}
                  languages={languages}
                  tier={tiers?.[field]}
                  beside={highlight?.(field)}
                  write={passage ? (text, lang) => passage(field, text, lang) : undefined}
                />
              ))}
            </dl>
          </Card>
        </Section>
      ))}
    </div>
  );
}

/** Both ends of the range of stages are one row. */
function isShown(content: AnyContent, field: FieldName, omit: readonly FieldName[]): boolean {
  if (omit.includes(field)) return false;
  if (field === "stage_max") return isBlank(content.stage_min) && !isBlank(content.stage_max);
  return !isBlank(content[field]);
}

function hasTwins(content: AnyContent): boolean {
  return Object.values(content).some((value) => {
    const { ja, en } = (value ?? {}) as { ja?: unknown; en?: unknown };
    return Boolean(ja) && Boolean(en);
  });
}

function Row({
  kind,
  content,
  field,
  languages,
  tier,
  beside,
  write,
}: {
  kind: ListingKind;
  content: AnyContent;
  field: FieldName;
  languages: Languages;
  tier: Schemas["Tier"] | undefined;
  beside: ReactNode;
  write: WriteText | undefined;
}) {
  const name = useFieldName(kind);
  return (
    <div
      id={`view-${field}`}
      tabIndex={-1}
      className="grid grid-cols-1 gap-x-6 gap-y-1 py-3 first:pt-0 last:pb-0 @md:grid-cols-[9rem_1fr] @2xl:grid-cols-[13rem_1fr]"
    >
      <dt className="flex flex-wrap items-start gap-2 text-[0.9375rem] font-bold text-ink-soft @md:flex-col @md:gap-1">
        {name(field.startsWith("stage_") ? "stage" : field)}
        {tier ? <TierBadge tier={tier} /> : null}
      </dt>
      <dd className="flex min-w-0 flex-col gap-2">
        <FieldValue content={content} field={field} languages={languages} write={write} />
        {beside}
      </dd>
    </div>
  );
}
