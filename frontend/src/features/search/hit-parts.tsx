/** Pieces that cards and rows of hits share. */
import { Link } from "@tanstack/react-router";
import { useMark } from "@/features/listing/visits";
import { useFieldName } from "@/features/listing-view/names";
import { useStageRange, useVocabulary } from "@/features/vocabulary";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge, organisationKindNames, StateBadge, TierBadge } from "@/ui/badges";
import type { Hit } from "./use-search";
import { facetTexts } from "./words";

const texts = messages(
  {
    own: "自チーム",
    marks: { new: "新着", changed: "更新あり", read: "既読" },
    untitled: "（タイトルなし）",
    since: (date: string) => `${date}掲載`,
    to: (date: string) => `～${date}`,
    until: (date: string) => `${date}まで`,
    written: (languages: string) => `記載：${languages}`,
    visibility: { open: "", anonymous: "社名は非公開", blind: "ブラインド" },
  },
  {
    own: "Own team",
    marks: { new: "New", changed: "Updated", read: "Read" },
    untitled: "(untitled)",
    since: (date: string) => `listed ${date}`,
    to: (date: string) => `– ${date}`,
    until: (date: string) => `until ${date}`,
    written: (languages: string) => `in ${languages}`,
    visibility: { open: "", anonymous: "Company not named", blind: "Blind" },
  },
);

const LOOKS = { new: "shu", changed: "yellow", read: "plain" } as const;

/** The way to the listing: its title. `data-hit` lets the keyboard find it. */
export function HitLink({ hit, className }: { hit: Hit; className?: string }) {
  const t = useMessages(texts);
  const { pick, lang } = useFormat();
  return (
    <Link
      to={hit.kind === "seed" ? "/seeds/$id" : "/needs/$id"}
      params={{ id: hit.id }}
      data-hit={hit.id}
      lang={lang(hit.title)}
      className={`scroll-mt-20 scroll-mb-28 rounded text-ai-900 underline decoration-ai-300 underline-offset-4 visited:text-[#5b3a78] hover:decoration-2 ${className ?? ""}`}
    >
      {pick(hit.title) || t.untitled}
    </Link>
  );
}

/** How the reader knows it, and state, clearance and ownership where they are not the usual ones. */
export function HitBadges({ hit, marked = true }: { hit: Hit; marked?: boolean }) {
  const t = useMessages(texts);
  const mark = useMark(hit);
  const visibility = hit.visibility ? t.visibility[hit.visibility] : "";
  return (
    <>
      {mark && (marked || mark === "changed") ? <Badge look={LOOKS[mark]}>{t.marks[mark]}</Badge> : null}
      {hit.state === "published" ? null : <StateBadge state={hit.state} />}
      {hit.own ? <Badge look="ai">{t.own}</Badge> : null}
      {!hit.own && (hit.clearance === "approved" || hit.clearance === "cda") ? (
        <TierBadge tier={hit.clearance} />
      ) : null}
      {visibility ? <Badge>{visibility}</Badge> : null}
    </>
  );
}

/** Without what stands in brackets: in a list the name alone is understood. */
function brief(name: string): string {
  return name.replace(/\s*[（(].*[）)]$/, "");
}

export function useHitWords(hit: Hit) {
  const t = useMessages(texts);
  const { languages } = useMessages(facetTexts);
  const kinds = useMessages(organisationKindNames);
  const { pick, date, list } = useFormat();
  const range = useStageRange();
  const areas = useVocabulary("disease_areas");
  const modalities = useVocabulary("modalities");
  const ip = useVocabulary("ip_statuses");
  return {
    stages: range(hit.stage_min, hit.stage_max),
    areas: list(hit.disease_areas.map((code) => brief(areas.word(code)))),
    modalities: list(hit.modalities.map(modalities.word)),
    ip: ip.word(hit.ip_status),
    institution: pick(hit.organisation) || kinds[hit.institution_type],
    from: hit.members_since ? date(hit.members_since) : "",
    to: hit.valid_until ? t.to(date(hit.valid_until)) : "",
    since: hit.members_since ? t.since(date(hit.members_since)) : "",
    until: hit.valid_until ? t.until(date(hit.valid_until)) : "",
    written: t.written(
      list([hit.title?.ja ? languages.ja : "", hit.title?.en ? languages.en : ""].filter(Boolean)),
    ),
  };
}

/** The best passage with what matched, or the summary. */
export function Passage({ hit }: { hit: Hit }) {
  const { pick, lang } = useFormat();
  const fieldName = useFieldName(hit.kind);
  if (!hit.snippet) return hit.summary ? <p lang={lang(hit.summary)}>{pick(hit.summary)}</p> : null;
  const text = hit.snippet.parts.map((part) => part.text).join("");
  return (
    <p lang={/[぀-ヿ一-鿿]/.test(text) ? "ja" : "en"}>
      {hit.snippet.field === "summary" || hit.snippet.field === "title" ? null : (
        <span className="mr-2 text-[0.8125rem] text-ink-soft">{fieldName(hit.snippet.field)}</span>
      )}
      {hit.snippet.parts.map((part, place) =>
        part.hit ? <mark key={place}>{part.text}</mark> : <span key={place}>{part.text}</span>,
      )}
    </p>
  );
}
