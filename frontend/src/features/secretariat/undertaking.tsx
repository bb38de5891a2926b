/** `/undertakings/$id`: a version's text, and who accepted it. `new` is the version to be. */
import { useParams } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { NotFound } from "@/app/not-found";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Card, Facts, Page, Section } from "@/ui/page";
import { Await } from "@/ui/states";
import { Hash } from "./hash";
import { Acceptances } from "./undertaking-acceptances";
import { PublishUndertaking } from "./undertaking-publish";
import { BothTexts } from "./undertaking-text";
import { When } from "./when";

const texts = messages(
  {
    list: "誓約書",
    title: (n: number) => `誓約書 第${n}版`,
    loading: "誓約書",
    heading: "題名",
    since: "公開日時",
    days: "有効期間",
    daysOf: (n: number) => `同意した日から${n}日`,
    hash: "本文のハッシュ値（SHA-256）",
    ja: "日本語",
    en: "英語",
    text: "本文",
    who: "会員の同意",
  },
  {
    list: "Undertakings",
    title: (n: number) => `Undertaking, version ${n}`,
    loading: "Undertaking",
    heading: "Title",
    since: "In force since",
    days: "Valid for",
    daysOf: (n: number) => `${n} days from acceptance`,
    hash: "Hash of the text (SHA-256)",
    ja: "Japanese",
    en: "English",
    text: "Text",
    who: "Members and this version",
  },
);

export function UndertakingVersion() {
  const { id = "" } = useParams({ strict: false });
  const query = $api.useQuery("get", "/api/v1/undertakings", { params: { query: { limit: 100 } } });
  const t = useMessages(texts);
  if (id === "new") return <PublishUndertaking key="new" />;
  const found = query.data?.items.find((item) => item.id === id);
  if (query.data && !found) return <NotFound />;
  return (
    <Page
      key={id}
      title={found ? t.title(found.number) : t.loading}
      trail={[{ label: t.list, link: { to: "/undertakings" } }]}
    >
      <Await query={query}>
        {({ items }) => (found ? <Loaded undertaking={found} inForce={found.id === items[0]?.id} /> : null)}
      </Await>
    </Page>
  );
}

function Loaded({ undertaking, inForce }: { undertaking: Schemas["UndertakingView"]; inForce: boolean }) {
  const t = useMessages(texts);
  const { pick, lang } = useFormat();
  return (
    <>
      <Card>
        <Facts
          items={[
            [
              t.heading,
              <span key="title" lang={lang(undertaking.title)}>
                {pick(undertaking.title)}
              </span>,
            ],
            [t.since, <When key="since" at={undertaking.published_at} />],
            [t.days, t.daysOf(undertaking.valid_days)],
            [
              t.hash,
              <span key="hash" className="flex flex-wrap gap-x-6 gap-y-1">
                <Hash value={undertaking.text_hash.ja ?? ""} label={t.ja} />
                <Hash value={undertaking.text_hash.en ?? ""} label={t.en} />
              </span>,
            ],
          ]}
        />
      </Card>
      <Section title={t.who}>
        <Acceptances undertaking={undertaking.id} inForce={inForce} />
      </Section>
      <Section title={t.text}>
        <BothTexts title={undertaking.title} text={undertaking.text} />
      </Section>
    </>
  );
}
