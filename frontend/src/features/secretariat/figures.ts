/** The figures of the dashboard as rows: which figure, of what, which measure, the number. */
import type { Schemas } from "@/api/client";
import { useVocabulary } from "@/features/vocabulary";
import { messages, useMessages } from "@/i18n/messages";
import { kindNames, organisationKindNames, roleNames, stateNames } from "@/ui/badges";
import type { Cell } from "./csv";
import { stepNames } from "./dashboard-funnel";
import { memberStates, organisationStates } from "./texts";

const texts = messages(
  {
    head: { figure: "集計", item: "項目", part: "内訳", value: "値" },
    counted: "集計日時",
    map: "シーズの分布",
    total: "計",
    listings: "掲載の状態",
    reviews: "審査の待ち",
    waiting: "待っている件数",
    overdue: "期限超過の件数",
    oldest: "最長の営業日数",
    publication: "掲載までの営業日数",
    count: "件数",
    median: "中央値",
    p90: "10件中9件が収まる日数",
    year: "この1年",
    funnel: "候補から紹介まで",
    pairs: "組の数",
    undertaking: "誓約書への同意",
    bound: "有効",
    expiring: "30日以内に期限",
    notBound: "未同意・期限切れ",
    members: "会員",
    organisations: "機関",
  },
  {
    head: { figure: "Figure", item: "Of", part: "Measure", value: "Value" },
    counted: "Counted at",
    map: "Seeds by disease area and stage",
    total: "Total",
    listings: "Listings by state",
    reviews: "Reviews that wait",
    waiting: "Waiting",
    overdue: "Overdue",
    oldest: "Oldest, business days",
    publication: "Business days to publication",
    count: "Count",
    median: "Median",
    p90: "Nine of ten within",
    year: "Last 12 months",
    funnel: "From match to introduction",
    pairs: "Pairs",
    undertaking: "Undertaking",
    bound: "Bound",
    expiring: "30 days or less",
    notBound: "Not bound",
    members: "Members",
    organisations: "Organisations",
  },
);

export function useFigures(): (counted: Schemas["Dashboard"]) => Cell[][] {
  const t = useMessages(texts);
  const kinds = useMessages(kindNames);
  const states = useMessages(stateNames);
  const roles = useMessages(roleNames);
  const steps = useMessages(stepNames);
  const ofMembers = useMessages(memberStates);
  const ofOrganisations = useMessages(organisationStates);
  const organisationKinds = useMessages(organisationKindNames);
  const areas = useVocabulary("disease_areas");
  const stages = useVocabulary("stages");
  const spread = (item: string, { count, median, p90 }: Schemas["Spread"]): Cell[][] => [
    [t.publication, item, t.count, count],
    [t.publication, item, t.median, median ?? ""],
    [t.publication, item, t.p90, p90 ?? ""],
  ];
  return (counted) => [
    [t.head.figure, t.head.item, t.head.part, t.head.value],
    [t.counted, "", "", counted.counted_at],
    ...counted.map.cells.map((cell): Cell[] => [
      t.map,
      areas.word(cell.disease_area),
      stages.word(cell.stage),
      cell.count,
    ]),
    ...counted.map.disease_areas.map((area): Cell[] => [t.map, areas.word(area.code), t.total, area.count]),
    ...counted.map.stages.map((stage): Cell[] => [t.map, t.total, stages.word(stage.code), stage.count]),
    [t.map, t.total, t.total, counted.map.total],
    ...counted.listings.map((one): Cell[] => [t.listings, kinds[one.kind], states[one.state], one.count]),
    ...counted.reviews.flatMap((one): Cell[][] => [
      [t.reviews, states[one.state], t.waiting, one.waiting],
      [t.reviews, states[one.state], t.overdue, one.overdue],
      [t.reviews, states[one.state], t.oldest, one.oldest_business_days],
    ]),
    ...spread(t.year, counted.publication.all),
    ...counted.publication.months.flatMap((month) => spread(month.month.slice(0, 7), month)),
    ...counted.funnel.steps.flatMap((one): Cell[][] => [
      [t.funnel, steps[one.step], t.pairs, one.pairs],
      [t.funnel, steps[one.step], t.count, one.count],
    ]),
    [t.undertaking, t.bound, "", counted.undertaking.bound],
    [t.undertaking, t.expiring, "", counted.undertaking.expiring],
    [t.undertaking, t.notBound, "", counted.undertaking.not_bound],
    ...counted.members.map((one): Cell[] => [t.members, roles[one.role], ofMembers[one.state], one.count]),
    ...counted.organisations.map((one): Cell[] => [
      t.organisations,
      organisationKinds[one.kind],
      ofOrganisations[one.state],
      one.count,
    ]),
  ];
}
