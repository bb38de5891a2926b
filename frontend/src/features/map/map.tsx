/** Where there is much and where there is little: what the reader may find, by disease area and stage. */
import { useSearch } from "@tanstack/react-router";
import { $api } from "@/api/client";
import { textOf } from "@/app/address";
import { useRole } from "@/features/me";
import { linkToSearch } from "@/features/search/question";
import { messages, useMessages } from "@/i18n/messages";
import { kindNames } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { Tabs } from "@/ui/tabs";
import { AreaMap } from "./area-map";

const texts = messages(
  {
    title: "領域×段階マップ",
    lead: "あなたが閲覧できる掲載の件数です。数字を選ぶと、その一覧を表示します。複数の領域や段階にまたがる掲載は、それぞれに数えます。",
    kinds: "表示するもの",
    nothing: "まだ掲載がありません",
    find: "検索する",
  },
  {
    title: "Area × stage map",
    lead: "Counts of what you may see. Choose a number to list it. A listing of several areas or stages counts in each.",
    kinds: "What to show",
    nothing: "Nothing is listed yet",
    find: "Search",
  },
);

export function DiseaseStageMap() {
  const t = useMessages(texts);
  const kinds = useMessages(kindNames);
  const role = useRole();
  const named = textOf(useSearch({ strict: false })["kind"]);
  const kind =
    named === "need" || named === "seed"
      ? named
      : role === "researcher"
        ? ("need" as const)
        : ("seed" as const);
  const query = $api.useQuery("get", "/api/v1/overview", { params: { query: { kind } } });
  return (
    <Page title={t.title} lead={t.lead} width="wide">
      <Tabs
        label={t.kinds}
        current={kind}
        tabs={(["seed", "need"] as const).map((one) => ({
          key: one,
          label: kinds[one],
          link: { to: "/map", search: { kind: one }, replace: true },
        }))}
      />
      <Await query={query} lines={10}>
        {(map) =>
          map.total === 0 ? (
            <Empty title={t.nothing} action={<LinkButton {...linkToSearch(kind, {})}>{t.find}</LinkButton>} />
          ) : (
            <AreaMap map={map} />
          )
        }
      </Await>
    </Page>
  );
}
