/** `/dashboard`: the secretariat's figures. A liaison finds the map, which counts what any member finds. */

import { $api, type Schemas } from "@/api/client";
import { useRole } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { Await, Loading } from "@/ui/states";
import { saveCsv } from "./csv";
import { FunnelFigure } from "./dashboard-funnel";
import { Headlines } from "./dashboard-headlines";
import { ListingsFigure } from "./dashboard-listings";
import { MapFigure } from "./dashboard-map";
import { PeopleFigures } from "./dashboard-people";
import { PublicationFigure } from "./dashboard-publication";
import { ReviewsFigure } from "./dashboard-reviews";
import { useFigures } from "./figures";

const texts = messages(
  {
    title: "ダッシュボード",
    lead: "掲載、審査、マッチング、会員の状況を数で示します。数字だけで、掲載の内容は表示しません。",
    leadLiaison: "会員が見つけられるシーズの数を、疾患領域と開発段階ごとに示します。",
    at: (time: string) => `${time} 時点の集計`,
    since: (day: string) => `「この1年」は${day}からの12か月です`,
    csv: "表示中の数字をCSVで保存",
    print: "印刷する",
  },
  {
    title: "Dashboard",
    lead: "Listings, reviews, matching and members in numbers. Numbers only: nothing of what a listing says is shown.",
    leadLiaison: "How many seeds members find, by disease area and stage.",
    at: (time: string) => `Counted ${time}`,
    since: (day: string) => `“The last 12 months” begin on ${day}`,
    csv: "Save these figures as CSV",
    print: "Print",
  },
);

export function Dashboard() {
  const role = useRole();
  if (!role) return <Loading />;
  return role === "liaison" ? <OfLiaisons /> : <OfSecretariat />;
}

function OfLiaisons() {
  const t = useMessages(texts);
  const query = $api.useQuery("get", "/api/v1/overview", { params: { query: { kind: "seed" } } });
  return (
    <Page title={t.title} lead={t.leadLiaison} width="wide">
      <Await query={query}>{(map) => <MapFigure map={map} />}</Await>
    </Page>
  );
}

function OfSecretariat() {
  const t = useMessages(texts);
  const query = $api.useQuery("get", "/api/v1/dashboard");
  const figures = useFigures();
  const { data } = query;
  const actions = data ? (
    <>
      <Button
        icon="download"
        onClick={() => saveCsv(`enishi-${data.counted_at.slice(0, 10)}.csv`, figures(data))}
      >
        {t.csv}
      </Button>
      <Button onClick={() => window.print()}>{t.print}</Button>
    </>
  ) : null;
  return (
    <Page title={t.title} lead={t.lead} width="wide" actions={actions}>
      <Await query={query} lines={8}>
        {(counted) => <Figures counted={counted} />}
      </Await>
    </Page>
  );
}

function Figures({ counted }: { counted: Schemas["Dashboard"] }) {
  const t = useMessages(texts);
  const { dateTime, date } = useFormat();
  return (
    <>
      <p className="text-[0.875rem] text-ink-soft">
        {t.at(dateTime(counted.counted_at))}
        {" · "}
        {t.since(date(counted.since))}
      </p>
      <Headlines counted={counted} />
      <MapFigure map={counted.map} />
      <ListingsFigure listings={counted.listings} />
      <div className="grid grid-cols-1 items-start gap-x-8 gap-y-10 xl:grid-cols-2 [&>*]:min-w-0">
        <div className="flex flex-col gap-10">
          <ReviewsFigure reviews={counted.reviews} />
          <FunnelFigure funnel={counted.funnel} />
        </div>
        <PublicationFigure publication={counted.publication} />
        <PeopleFigures counted={counted} />
      </div>
    </>
  );
}
