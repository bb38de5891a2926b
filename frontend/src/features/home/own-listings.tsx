/** One's own listings with the next step of each; what waits for the team comes first. */
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { StateBadge } from "@/ui/badges";
import { Rows, ShowAll } from "./rows";
import { waitsForTeam } from "./use-waiting";

const texts = messages(
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

const TO_EDIT: Schemas["NextStep"][] = ["complete", "submit", "revise"];

export function OwnListings({ items }: { items: Schemas["OneOfMine"][] }) {
  const t = useMessages(texts);
  const { pick, lang, date } = useFormat();
  const first = [...items].sort((a, b) => Number(waitsForTeam(b)) - Number(waitsForTeam(a)));
  return (
    <>
      <Rows
        rows={first.slice(0, 5).map((listing) => ({
          key: listing.id,
          link: {
            to: TO_EDIT.includes(listing.next_step) ? "/mine/$id/edit" : "/mine/$id",
            params: { id: listing.id },
          },
          title: pick(listing.title) || t.untitled,
          lang: lang(listing.title),
          under: listing.reference,
          badge: <StateBadge state={listing.successor_state ?? listing.state} />,
          state: t[listing.next_step] || (listing.valid_until ? t.until(date(listing.valid_until)) : ""),
          urgent: waitsForTeam(listing),
        }))}
      />
      <div>
        <ShowAll link={{ to: "/mine" }} />
      </div>
    </>
  );
}
