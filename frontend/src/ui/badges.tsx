/** Small labels with a fixed meaning: tiers, states, counts. The word carries the meaning, the colour helps. */

import type { ReactNode } from "react";
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "./icons";

export const tierNames = messages(
  { public: "公開", members: "会員", approved: "承認先", cda: "CDA締結先", owner: "所有者" },
  { public: "Public", members: "Members", approved: "Approved", cda: "CDA", owner: "Owner" },
);

export const stateNames = messages(
  {
    draft: "下書き",
    institution_review: "機関確認中",
    liaison_review: "リエゾン確認中",
    changes_requested: "修正依頼",
    approved: "承認済み",
    published: "掲載中",
    paused: "一時停止",
    under_exclusive: "独占交渉中",
    expired: "期限切れ",
    withdrawn: "取り下げ",
    concluded: "成約",
  },
  {
    draft: "Draft",
    institution_review: "With the institution",
    liaison_review: "With the liaison",
    changes_requested: "Changes requested",
    approved: "Approved",
    published: "Published",
    paused: "Paused",
    under_exclusive: "Under exclusive talks",
    expired: "Expired",
    withdrawn: "Withdrawn",
    concluded: "Concluded",
  },
);

export const roleNames = messages(
  { researcher: "研究者", company: "企業", liaison: "知財リエゾン", secretariat: "事務局", auditor: "監査" },
  {
    researcher: "Researcher",
    company: "Company",
    liaison: "IP liaison",
    secretariat: "Secretariat",
    auditor: "Auditor",
  },
);

export const organisationKindNames = messages(
  {
    university: "大学",
    hospital: "病院",
    research_institute: "研究機関",
    tlo: "TLO",
    pharma: "製薬企業",
    venture: "ベンチャー",
    vc: "VC",
    liaison_office: "リエゾン組織",
    secretariat: "事務局",
  },
  {
    university: "University",
    hospital: "Hospital",
    research_institute: "Research institute",
    tlo: "TLO",
    pharma: "Pharmaceutical company",
    venture: "Venture",
    vc: "VC",
    liaison_office: "Liaison office",
    secretariat: "Secretariat",
  },
);

export const visibilityNames = messages(
  { open: "社名を出す", anonymous: "匿名", blind: "非公開（ブラインド）" },
  { open: "Open", anonymous: "Anonymous", blind: "Blind" },
);

export const kindNames = messages({ seed: "シーズ", need: "ニーズ" }, { seed: "Seed", need: "Need" });

export type BadgeLook = "plain" | "ai" | "green" | "yellow" | "shu" | "dark";

const looks: Record<BadgeLook, string> = {
  plain: "bg-solid-gray-50 text-ink border-line",
  ai: "bg-ai-100 text-ai-1000 border-ai-200",
  green: "bg-green-50 text-green-1000 border-green-200",
  yellow: "bg-yellow-100 text-[#4a3a00] border-yellow-300",
  shu: "bg-shu-50 text-shu-900 border-shu-100",
  dark: "bg-ai-900 text-white border-ai-900",
};

export function Badge({ look = "plain", children }: { look?: BadgeLook; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded border px-1.5 py-px text-[0.8125rem] leading-snug whitespace-nowrap ${looks[look]}`}
    >
      {children}
    </span>
  );
}

const tierLooks: Record<Schemas["Tier"], BadgeLook> = {
  public: "green",
  members: "ai",
  approved: "yellow",
  cda: "yellow",
  owner: "shu",
};

/** Who may read a field. */
export function TierBadge({ tier }: { tier: Schemas["Tier"] }) {
  const t = useMessages(tierNames);
  return (
    <Badge look={tierLooks[tier]}>
      <Icon name={tier === "public" || tier === "members" ? "eye" : "lock"} size={13} />
      {t[tier]}
    </Badge>
  );
}

const stateLooks: Record<Schemas["ListingState"], BadgeLook> = {
  draft: "plain",
  institution_review: "yellow",
  liaison_review: "yellow",
  changes_requested: "shu",
  approved: "ai",
  published: "green",
  paused: "plain",
  under_exclusive: "dark",
  expired: "shu",
  withdrawn: "plain",
  concluded: "dark",
};

export function StateBadge({ state }: { state: Schemas["ListingState"] }) {
  const t = useMessages(stateNames);
  return <Badge look={stateLooks[state]}>{t[state]}</Badge>;
}
