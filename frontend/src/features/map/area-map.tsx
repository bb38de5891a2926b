/** Disease areas by stages, each number a link to the search that shows what it counts. */
import type { Schemas } from "@/api/client";
import { linkToSearch } from "@/features/search/question";
import { useWords } from "@/features/vocabulary";
import { messages, useMessages } from "@/i18n/messages";
import { HeatMap } from "./heat-map";

const texts = messages(
  {
    caption: { seed: "シーズの件数（疾患領域×開発段階）", need: "ニーズの件数（疾患領域×開発段階）" },
    area: "疾患領域",
  },
  {
    caption: { seed: "Seeds by disease area and stage", need: "Needs by disease area and stage" },
    area: "Disease area",
  },
);

export function AreaMap({ map }: { map: Schemas["AreaMap"] }) {
  const t = useMessages(texts);
  const words = useWords();
  const counts = new Map(map.cells.map((cell) => [`${cell.disease_area} ${cell.stage}`, cell.count]));
  return (
    <HeatMap
      caption={t.caption[map.kind]}
      corner={t.area}
      rows={map.disease_areas.map(({ code, count }) => ({
        code,
        label: words("disease_areas", code),
        total: count,
      }))}
      columns={map.stages.map(({ code, count }) => ({ code, label: words("stages", code), total: count }))}
      total={map.total}
      count={(area, stage) => counts.get(`${area} ${stage}`) ?? 0}
      link={(area, stage) =>
        linkToSearch(map.kind, {
          filters: { ...(area ? { disease_areas: [area] } : {}), ...(stage ? { stage: [stage] } : {}) },
        })
      }
    />
  );
}
