/** What anybody reads of a public seed: its summary and a few facts. */
import type { Schemas } from "@/api/client";
import { useStageRange, useWords } from "@/features/vocabulary";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames } from "@/ui/badges";
import { Card, Facts } from "@/ui/page";

const texts = messages(
  {
    reference: "整理番号",
    institution: "機関の種類",
    areas: "疾患領域",
    modalities: "モダリティ",
    stage: "開発段階",
    ip: "権利状況",
    collaboration: "希望する連携",
    since: "一般公開日",
    until: "掲載期限",
  },
  {
    reference: "Reference",
    institution: "Kind of institution",
    areas: "Disease areas",
    modalities: "Modalities",
    stage: "Stage",
    ip: "IP status",
    collaboration: "Collaboration sought",
    since: "Public since",
    until: "Listed until",
  },
);

export function PublicText({ seed }: { seed: Schemas["PublicSeed"] }) {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const word = useWords();
  const stages = useStageRange();
  const { pick, lang, date, list } = useFormat();
  const words = (name: Parameters<typeof word>[0], codes: string[] | null | undefined) =>
    list((codes ?? []).map((code) => word(name, code)));
  const facts: [string, string][] = [
    [t.areas, words("disease_areas", seed.disease_areas)],
    [t.modalities, words("modalities", seed.modalities)],
    [t.stage, stages(seed.stage_min, seed.stage_max)],
    [t.ip, word("ip_statuses", seed.ip_status)],
    [t.collaboration, words("collaborations", seed.collaboration_sought)],
    [t.institution, kinds[seed.institution_type]],
    [t.reference, seed.reference],
    [t.since, seed.public_since ? date(seed.public_since) : ""],
    [t.until, seed.valid_until ? date(seed.valid_until) : ""],
  ];
  return (
    <>
      {seed.summary ? (
        <p lang={lang(seed.summary)} className="text-[1.125rem] leading-[1.9]">
          {pick(seed.summary)}
        </p>
      ) : null}
      <Card className="sm:p-7">
        <Facts items={facts.filter(([, value]) => value !== "")} />
      </Card>
    </>
  );
}
