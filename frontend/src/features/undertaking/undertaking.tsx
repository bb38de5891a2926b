/** `/undertaking`: the version in force, its acceptance by the reader in person, and the versions before it. */
import { $api } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Card, Facts, Page } from "@/ui/page";
import { Await, Note } from "@/ui/states";
import { Accept } from "./accept";
import { History } from "./history";
import { UndertakingText } from "./text";

const texts = messages(
  {
    title: "秘密保持の誓約書",
    lead: "この場で知った未公開の情報を、評価以外に使わず、ほかに漏らさないという、あなたご本人の約束です。同意している間だけ、登録情報を閲覧できます。",
    version: "版",
    number: (n: number) => `第${n}版`,
    published: "発効日",
    valid: "有効期間",
    days: (n: number) => `同意の日から${n}日`,
    accepted: "同意済みです",
    acceptedWhat: (at: string, until: string) => `${at}に同意され、${until}まで有効です。`,
  },
  {
    title: "Undertaking of confidentiality",
    lead: "Your personal promise to use unpublished information from here only to evaluate it and to pass it to nobody. You can read listings while your acceptance is in force.",
    version: "Version",
    number: (n: number) => `Version ${n}`,
    published: "In force since",
    valid: "Validity",
    days: (n: number) => `${n} days from your acceptance`,
    accepted: "You have accepted it",
    acceptedWhat: (at: string, until: string) => `Accepted on ${at}; it holds until ${until}.`,
  },
);

export function Undertaking() {
  const t = useMessages(texts);
  const { date, dateTime } = useFormat();
  const current = $api.useQuery("get", "/api/v1/undertakings/current");
  return (
    <Page title={t.title} lead={t.lead} width="narrow">
      <Await query={current} lines={10}>
        {(undertaking) => (
          <>
            {undertaking.acceptance ? (
              <Note look="success" title={t.accepted}>
                {t.acceptedWhat(
                  dateTime(undertaking.acceptance.accepted_at),
                  date(undertaking.acceptance.expires_at),
                )}
              </Note>
            ) : null}
            <Card className="sm:p-8">
              <UndertakingText undertaking={undertaking} level={2} />
              <div className="mt-8 border-t border-line pt-5">
                <Facts
                  items={[
                    [t.version, t.number(undertaking.number)],
                    [t.published, date(undertaking.published_at)],
                    [t.valid, t.days(undertaking.valid_days)],
                  ]}
                />
              </div>
            </Card>
            <Accept key={undertaking.id} undertaking={undertaking} />
            <History current={undertaking.id} />
          </>
        )}
      </Await>
    </Page>
  );
}
