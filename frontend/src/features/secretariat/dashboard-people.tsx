/** Who takes part, and who is bound by the undertaking. */
import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames, roleNames } from "@/ui/badges";
import { Bars } from "./bars";
import { Figure } from "./figure";

const texts = messages(
  {
    undertaking: "誓約書への同意",
    undertakingHow:
      "利用中の会員のうち、今の誓約書に同意し、期限内の方の割合です。期限まで30日以内の方は、有効な方の中に含めて別にも数えます。",
    coverage: (share: string) => `利用中の会員の${share}が同意しています`,
    bound: "有効",
    expiring: "うち30日以内に期限",
    notBound: "未同意・期限切れ",
    versions: "同意した会員を見る",
    members: "利用中の会員（役割ごと）",
    membersHow: "利用中の会員を役割ごとに数えます。停止中の方と退会した方は数えません。",
    organisations: "参加している機関（種類ごと）",
    organisationsHow: "参加中の機関を種類ごとに数えます。停止中・脱退した機関は数えません。",
  },
  {
    undertaking: "Undertaking",
    undertakingHow:
      "Active members who accepted the current undertaking and whose acceptance has not run out. Those with no more than 30 days left are among them, and counted once more.",
    coverage: (share: string) => `${share} of active members are bound`,
    bound: "Bound",
    expiring: "of these, 30 days or less",
    notBound: "Not bound",
    versions: "Who accepted it",
    members: "Active members by role",
    membersHow: "Members who have access now. Those suspended or gone do not count.",
    organisations: "Organisations by kind",
    organisationsHow: "Organisations that take part now. Those suspended or gone do not count.",
  },
);

export function PeopleFigures({ counted }: { counted: Schemas["Dashboard"] }) {
  const t = useMessages(texts);
  const roles = useMessages(roleNames);
  const kinds = useMessages(organisationKindNames);
  const { percent } = useFormat();
  const { bound, not_bound, expiring } = counted.undertaking;
  const all = bound + not_bound;
  return (
    <>
      <div className="flex flex-col gap-10">
        <Figure title={t.undertaking} how={t.undertakingHow}>
          <div className="flex flex-col gap-4">
            {all > 0 ? <p className="font-bold">{t.coverage(percent(bound / all))}</p> : null}
            <Bars
              full={all}
              bars={[
                { key: "bound", name: t.bound, value: bound },
                { key: "expiring", name: t.expiring, value: expiring, look: "soft" },
                { key: "not", name: t.notBound, value: not_bound, look: "shu" },
              ]}
            />
            <Link
              to="/undertakings"
              className="inline-flex min-h-8 items-center self-start text-ai-900 underline underline-offset-4 no-print"
            >
              {t.versions}
            </Link>
          </div>
        </Figure>
        <Figure title={t.members} how={t.membersHow}>
          <Bars
            bars={counted.members
              .filter((one) => one.state === "active")
              .map((one) => ({ key: one.role, name: roles[one.role], value: one.count }))}
          />
        </Figure>
      </div>
      <Figure title={t.organisations} how={t.organisationsHow}>
        <Bars
          bars={counted.organisations
            .filter((one) => one.state === "active")
            .map((one) => ({ key: one.kind, name: kinds[one.kind], value: one.count }))}
        />
      </Figure>
    </>
  );
}
