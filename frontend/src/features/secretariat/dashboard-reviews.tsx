/** What waits for reviewers, and for how long. */
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { stateNames } from "@/ui/badges";
import { Table } from "@/ui/table";
import { Figure } from "./figure";

const texts = messages(
  {
    title: "審査の待ち",
    how: "審査を待っている掲載の数と、いちばん長く待っているものの営業日数（土日祝を除く）です。約束の日数を過ぎたものを期限超過と数えます。",
    stage: "段階",
    waiting: "待っている",
    overdue: "期限超過",
    oldest: "最長",
    count: (n: string) => `${n}件`,
    days: (n: string) => `${n}営業日`,
    approved: "掲載待ち（承認済み）",
  },
  {
    title: "Reviews that wait",
    how: "Listings that wait for review, and how many business days the oldest has waited. Overdue: longer than is promised.",
    stage: "Stage",
    waiting: "Waiting",
    overdue: "Overdue",
    oldest: "Oldest",
    count: (n: string) => n,
    days: (n: string) => (n === "1" ? "1 business day" : `${n} business days`),
    approved: "Approved, to be published",
  },
);

export function ReviewsFigure({ reviews }: { reviews: Schemas["WaitingReviews"][] }) {
  const t = useMessages(texts);
  const states = useMessages(stateNames);
  const { number } = useFormat();
  return (
    <Figure title={t.title} how={t.how} plain>
      <Table caption={t.title} head={[t.stage, t.waiting, t.overdue, t.oldest]}>
        {reviews.map((one) => (
          <tr key={one.state}>
            <th scope="row" className="font-normal">
              {one.state === "approved" ? t.approved : states[one.state]}
            </th>
            <td className="tabular-nums">{t.count(number(one.waiting))}</td>
            <td className={one.overdue > 0 ? "font-bold text-shu-900 tabular-nums" : "tabular-nums"}>
              {t.count(number(one.overdue))}
            </td>
            <td className="whitespace-nowrap tabular-nums">
              {one.waiting > 0 ? t.days(number(one.oldest_business_days)) : "–"}
            </td>
          </tr>
        ))}
      </Table>
    </Figure>
  );
}
