/** One's own listings with the next step of each; what waits for the team comes first. */
import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { StateBadge } from "@/ui/badges";
import { waitsForTeam } from "./use-waiting";

export const nextStepTexts = messages(
  {
    complete: "書きかけです。続きを書く",
    submit: "内容を確かめて提出する",
    await_institution: "所属機関の確認を待っています",
    await_liaison: "リエゾンの確認を待っています",
    revise: "修正の依頼に答える",
    await_publication: "公開を待っています",
    resume: "一時停止中です。再開する",
    renew: "期限が切れています。更新する",
    nothing: "",
    untitled: "（題名なし）",
    until: (date: string) => `${date}まで掲載`,
  },
  {
    complete: "Unfinished: go on writing",
    submit: "Check and submit",
    await_institution: "Waiting for your institution",
    await_liaison: "Waiting for the liaison",
    revise: "Answer the request for changes",
    await_publication: "Waiting to be published",
    resume: "Paused: resume it",
    renew: "Expired: renew it",
    nothing: "",
    untitled: "(no title yet)",
    until: (date: string) => `Published until ${date}`,
  },
);

type Own = Schemas["OneOfMine"];
const TO_EDIT: Schemas["NextStep"][] = ["complete", "submit", "revise"];

export function OwnListings({ items }: { items: Own[] }) {
  const first = [...items].sort((a, b) => Number(waitsForTeam(b)) - Number(waitsForTeam(a)));
  return (
    <ul className="divide-y divide-line rounded-xl border border-line bg-white">
      {first.slice(0, 5).map((listing) => (
        <li key={listing.id}>
          <OwnListing listing={listing} />
        </li>
      ))}
    </ul>
  );
}

function OwnListing({ listing }: { listing: Own }) {
  const t = useMessages(nextStepTexts);
  const { pick, lang, date } = useFormat();
  const todo = waitsForTeam(listing);
  const note = t[listing.next_step] || (listing.valid_until ? t.until(date(listing.valid_until)) : "");
  return (
    <Link
      to={TO_EDIT.includes(listing.next_step) ? "/mine/$id/edit" : "/mine/$id"}
      params={{ id: listing.id }}
      className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 text-ink no-underline hover:bg-ai-50"
    >
      <span className="min-w-0 flex-1 basis-72">
        <span lang={lang(listing.title)} className="block leading-snug font-bold">
          {pick(listing.title) || t.untitled}
        </span>
        <span className="text-[0.8125rem] text-ink-soft">{listing.reference}</span>
      </span>
      <StateBadge state={listing.successor_state ?? listing.state} />
      <span
        className={`basis-full text-[0.9375rem] sm:basis-60 ${todo ? "font-bold text-shu-800" : "text-ink-soft"}`}
      >
        {note}
      </span>
    </Link>
  );
}
