/** The table of the comparison: names of fields stay at the left, titles at the top, while it scrolls in its frame. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schemas } from "@/api/client";
import {
  contentOf,
  type FieldName,
  FieldValue,
  isBlank,
  sectionsOf,
  useFieldName,
  useSectionName,
} from "@/features/listing-view";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames, StateBadge, TierBadge } from "@/ui/badges";
import { IconButton } from "@/ui/button";
import { differs } from "./differs";

const texts = messages(
  {
    caption: "シーズの比較表",
    field: "項目",
    remove: (reference: string) => `${reference} を比較から外す`,
    frame: "掲載",
    state: "状態",
    clearance: "あなたへの開示",
    from: "機関",
    until: "掲載期限",
    none: "記載なし",
    same: "違いのある項目はありません。",
  },
  {
    caption: "Comparison of seeds",
    field: "Field",
    remove: (reference: string) => `Take ${reference} off the comparison`,
    frame: "Listing",
    state: "State",
    clearance: "Disclosed to you",
    from: "Institution",
    until: "Listed until",
    none: "Nothing stated",
    same: "No rows differ.",
  },
);

type Seed = Schemas["ListingView"];
interface Row {
  key: string;
  name: string;
  cell: (seed: Seed) => ReactNode;
  value: (seed: Seed) => unknown;
}

const LEFT_OUT: FieldName[] = ["title", "stage_max"];

export function CompareTable({
  seeds,
  only,
  onRemove,
}: {
  seeds: Seed[];
  only: boolean;
  onRemove: (seed: Seed) => void;
}) {
  const t = useMessages(texts);
  const { pick, lang } = useFormat();
  const sections = useRows(seeds)
    .map(({ name, rows }) => ({
      name,
      rows: only ? rows.filter((row) => differs(seeds.map(row.value))) : rows,
    }))
    .filter(({ rows }) => rows.length > 0);
  const side =
    "sticky left-0 z-10 w-28 min-w-28 border-r border-line px-3 py-3 text-left sm:w-44 sm:min-w-44 print:static print:w-24 print:min-w-24";
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard
      tabIndex={0}
      aria-label={t.caption}
      className="max-h-[calc(100dvh-6rem)] relative overflow-auto rounded-xl border border-line bg-white print:max-h-none print:break-inside-auto! print:overflow-visible"
    >
      <table className="w-full border-separate border-spacing-0 text-[0.9375rem] print:text-[8pt]">
        <caption className="sr-only">{t.caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${side} top-0 z-20 border-b bg-ai-50 align-bottom`}>
              {t.field}
            </th>
            {seeds.map((seed) => (
              <th
                key={seed.id}
                scope="col"
                className="sticky top-0 z-10 min-w-48 print:static print:min-w-0 border-b border-line bg-ai-50 px-3 py-2 text-left align-top"
              >
                <span className="flex items-center justify-between gap-2 text-[0.875rem] font-normal text-ink-soft">
                  {seed.reference}
                  <IconButton
                    icon="close"
                    label={t.remove(seed.reference)}
                    className="-my-1 no-print"
                    onClick={(event) => {
                      focusBeside(event.currentTarget);
                      onRemove(seed);
                    }}
                  />
                </span>
                <Link
                  to="/seeds/$id"
                  params={{ id: seed.id }}
                  lang={lang(seed.seed?.title)}
                  className="leading-snug text-ai-900 underline decoration-ai-300 underline-offset-4"
                >
                  {pick(seed.seed?.title) || seed.reference}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        {sections.map(({ name, rows }) => (
          <tbody key={name}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={seeds.length + 1}
                className="border-b border-line bg-paper px-3 py-1.5 text-left text-[0.875rem] text-ink-soft"
              >
                <span className="sticky left-3">{name}</span>
              </th>
            </tr>
            {rows.map((row) => (
              <tr key={row.key} className="align-top [&>*]:border-b">
                <th scope="row" className={`${side} bg-white text-[0.875rem] font-bold text-ink-soft`}>
                  {row.name}
                </th>
                {seeds.map((seed) => (
                  <td key={seed.id} className="min-w-48 border-line px-3 py-3 print:min-w-0">
                    {isBlank(row.value(seed)) ? (
                      <span className="text-ink-soft">
                        <span aria-hidden="true">–</span>
                        <span className="sr-only">{t.none}</span>
                      </span>
                    ) : (
                      row.cell(seed)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {sections.length === 0 ? <p className="p-5">{t.same}</p> : null}
    </section>
  );
}

/** The column goes: the focus moves on to the next one, at last to the title of the page. */
function focusBeside(button: HTMLElement): void {
  const buttons = [...(button.closest("tr")?.querySelectorAll("button") ?? [])];
  const place = buttons.indexOf(button as HTMLButtonElement);
  (buttons[place + 1] ?? buttons[place - 1] ?? document.querySelector("h1"))?.focus();
}

/** The frame's rows, then every field that any of the seeds has. */
function useRows(seeds: Seed[]): { name: string; rows: Row[] }[] {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const { pick, date } = useFormat();
  const fieldName = useFieldName("seed");
  const sectionName = useSectionName("seed");
  const from = (seed: Seed) => pick(seed.organisation) || kinds[seed.institution_type];
  const frame: Row[] = [
    {
      key: "state",
      name: t.state,
      value: (seed) => seed.state,
      cell: (seed) => <StateBadge state={seed.state} />,
    },
    {
      key: "clearance",
      name: t.clearance,
      value: (seed) => seed.clearance,
      cell: (seed) => <TierBadge tier={seed.clearance} />,
    },
    { key: "from", name: t.from, value: from, cell: from },
    {
      key: "until",
      name: t.until,
      value: (seed) => seed.valid_until?.slice(0, 10),
      cell: (seed) => (seed.valid_until ? date(seed.valid_until) : null),
    },
  ];
  const ofField = (field: FieldName): Row => ({
    key: field,
    name: fieldName(field === "stage_min" ? "stage" : field),
    value: (seed) => {
      const content = contentOf(seed);
      return field === "stage_min" ? [content.stage_min, content.stage_max].join("–") : content[field];
    },
    cell: (seed) => <FieldValue content={contentOf(seed)} field={field} />,
  });
  return [
    ...sectionsOf("seed").map(({ id, fields }) => ({
      name: sectionName(id),
      rows: fields
        .filter((field) => !LEFT_OUT.includes(field))
        .filter((field) => seeds.some((seed) => !isBlank(contentOf(seed)[field])))
        .map(ofField),
    })),
    { name: t.frame, rows: frame },
  ];
}
