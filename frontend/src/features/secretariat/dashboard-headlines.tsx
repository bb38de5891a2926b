/** The few numbers that are looked at first; each leads to where it can be acted on. */
import { Link, type LinkProps } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { linkToSearch } from "@/features/search/question";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";

const texts = messages(
  {
    label: "主な数字",
    seeds: "掲載中のシーズ",
    needs: "掲載中のニーズ",
    waiting: "審査待ち",
    overdue: (n: string) => `うち期限超過 ${n}件`,
    members: "利用中の会員",
    unbound: (n: string) => `うち誓約に未同意 ${n}名`,
    accepted: "承諾された紹介（この1年）",
  },
  {
    label: "At a glance",
    seeds: "Published seeds",
    needs: "Published needs",
    waiting: "Reviews waiting",
    overdue: (n: string) => `${n} of them overdue`,
    members: "Active members",
    unbound: (n: string) => `${n} not bound by the undertaking`,
    accepted: "Introductions accepted (12 months)",
  },
);

export function Headlines({ counted }: { counted: Schemas["Dashboard"] }) {
  const t = useMessages(texts);
  const { number } = useFormat();
  const published = (kind: Schemas["ListingKind"]) =>
    counted.listings.find((one) => one.kind === kind && one.state === "published")?.count ?? 0;
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  const overdue = sum(counted.reviews.map((one) => one.overdue));
  const unbound = counted.undertaking.not_bound;
  const accepted = counted.funnel.steps.find((one) => one.step === "introductions_accepted")?.count ?? 0;
  const members = sum(counted.members.filter((one) => one.state === "active").map((one) => one.count));
  return (
    <ul aria-label={t.label} className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
      <Headline name={t.seeds} value={published("seed")} link={linkToSearch("seed", {})} />
      <Headline name={t.needs} value={published("need")} link={linkToSearch("need", {})} />
      <Headline
        name={t.waiting}
        value={sum(counted.reviews.map((one) => one.waiting))}
        link={{ to: "/liaisons" }}
        more={overdue > 0 ? t.overdue(number(overdue)) : undefined}
      />
      <Headline
        name={t.members}
        value={members}
        link={{ to: "/members", search: { state: "active" } }}
        more={unbound > 0 ? t.unbound(number(unbound)) : undefined}
      />
      <Headline name={t.accepted} value={accepted} />
    </ul>
  );
}

interface HeadlineProps {
  name: string;
  value: number;
  link?: LinkProps;
  more?: string | undefined;
}

function Headline({ name, value, link, more }: HeadlineProps) {
  const { number } = useFormat();
  return (
    <li className="flex flex-col gap-0.5 rounded-xl border border-line bg-white px-4 py-3">
      <span className="text-[1.75rem] leading-tight font-bold tabular-nums">{number(value)}</span>
      {link ? (
        <Link
          {...link}
          className="inline-flex min-h-6 items-center self-start text-[0.9375rem] text-ai-900 underline underline-offset-4"
        >
          {name}
        </Link>
      ) : (
        <span className="text-[0.9375rem]">{name}</span>
      )}
      {more ? <span className="text-[0.875rem] font-bold text-shu-900">{more}</span> : null}
    </li>
  );
}
