/** `/settings`: what one may change oneself, and what only the secretariat changes. */
import { useMe } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { roleNames } from "@/ui/badges";
import { Card, Facts, Section } from "@/ui/page";
import { Await } from "@/ui/states";
import { Settings } from "./frame";
import { ProfileForm } from "./profile-form";
import { ReceiptSection } from "./receipt";

const texts = messages(
  {
    title: "プロフィール",
    own: "自分で変えられること",
    fixed: "事務局が確認した内容",
    why: "お名前・アドレス・所属・役割は、入会審査と誓約の相手方を示すものなので、ご本人も変えられません。変更があるときは事務局へご連絡ください。",
    name: "お名前",
    english: "英語表記",
    japanese: "日本語表記",
    email: "メールアドレス",
    organisation: "所属機関",
    role: "役割",
    reviewer: "機関内の確認担当",
    since: "入会日",
  },
  {
    title: "Profile",
    own: "What you can change",
    fixed: "What the secretariat has verified",
    why: "Name, address, organisation and role say who was vetted and who is bound by the undertaking; so you cannot change them yourself. Please tell the secretariat when they change.",
    name: "Name",
    english: "In English",
    japanese: "In Japanese",
    email: "E-mail address",
    organisation: "Organisation",
    role: "Role",
    reviewer: "reviews for the institution",
    since: "Member since",
  },
);

export function Profile() {
  const t = useMessages(texts);
  const roles = useMessages(roleNames);
  const { pick, lang, date, locale } = useFormat();
  const me = useMe();
  return (
    <Settings title={t.title}>
      <Await query={me}>
        {(person) => (
          <>
            <Section title={t.own}>
              <Card>
                <ProfileForm me={person} />
              </Card>
            </Section>
            <Section title={t.fixed}>
              <p className="text-ink-soft">{t.why}</p>
              <Card>
                <Facts
                  items={[
                    [
                      t.name,
                      <span key="name" lang={lang(person.name)}>
                        {pick(person.name)}
                      </span>,
                    ],
                    locale === "ja"
                      ? [
                          t.english,
                          <span key="other" lang="en">
                            {person.name.en}
                          </span>,
                        ]
                      : [
                          t.japanese,
                          <span key="other" lang="ja">
                            {person.name.ja}
                          </span>,
                        ],
                    [t.email, person.email],
                    [
                      t.organisation,
                      <span key="organisation" lang={lang(person.organisation.name)}>
                        {pick(person.organisation.name)}
                      </span>,
                    ],
                    [
                      t.role,
                      person.institution_reviewer
                        ? `${roles[person.role]} · ${t.reviewer}`
                        : roles[person.role],
                    ],
                    [t.since, date(person.member_since)],
                  ]}
                />
              </Card>
            </Section>
            {person.role === "company" || person.role === "researcher" ? <ReceiptSection /> : null}
          </>
        )}
      </Await>
    </Settings>
  );
}
