/** Seeds by disease area and stage; each number leads to the search that shows them. */
import type { Schemas } from "@/api/client";
import { HeatMap, type HeatMapAxis } from "@/features/map/heat-map";
import { linkToSearch } from "@/features/search/question";
import { useVocabulary } from "@/features/vocabulary";
import { messages, useMessages } from "@/i18n/messages";
import { Figure } from "./figure";

const texts = messages(
  {
    title: "シーズの分布（疾患領域×開発段階）",
    how: "会員が検索で見つけられる、掲載中のシーズの数です。複数の領域や段階にまたがるシーズは、それぞれで数えます。数字を押すと、その検索を開きます。",
    corner: "疾患領域",
  },
  {
    title: "Seeds by disease area and stage",
    how: "Published seeds that a member finds. A seed in several areas or stages counts in each. A number opens the search behind it.",
    corner: "Disease area",
  },
);

export function MapFigure({ map }: { map: Schemas["AreaMap"] }) {
  const t = useMessages(texts);
  const areas = useVocabulary("disease_areas");
  const stages = useVocabulary("stages");
  const axis = (counts: Schemas["FacetCount"][], word: (code: string) => string): HeatMapAxis[] =>
    counts.map(({ code, count }) => ({ code, label: word(code), total: count }));
  const counts = new Map(map.cells.map((cell) => [`${cell.disease_area} ${cell.stage}`, cell.count]));
  return (
    <Figure title={t.title} how={t.how} plain>
      <HeatMap
        caption={t.title}
        corner={t.corner}
        rows={axis(map.disease_areas, areas.word)}
        columns={axis(map.stages, stages.word)}
        total={map.total}
        count={(area, stage) => counts.get(`${area} ${stage}`) ?? 0}
        link={(area, stage) =>
          linkToSearch(map.kind, {
            filters: {
              ...(area ? { disease_areas: [area] } : {}),
              ...(stage ? { stage: [stage] } : {}),
            },
          })
        }
      />
    </Figure>
  );
}
