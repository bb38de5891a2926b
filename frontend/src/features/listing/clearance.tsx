/** Up to which tier the reader sees, and how more is opened. It says nothing of what there is beyond. */
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { TierBadge } from "@/ui/badges";
import { Note } from "@/ui/states";

const texts = messages(
  {
    title: "開示の範囲",
    tiers: {
      public: "公開されている内容を表示しています。",
      members:
        "会員に開示された内容を表示しています。さらに詳しい内容があれば、紹介が成立したあと、所有者が承認先またはCDA締結先として段階的に開示します。",
      approved:
        "所有者があなたの機関を承認した範囲まで表示しています。CDA（秘密保持契約）の締結が記録されると、さらに開示されることがあります。",
      cda: "CDA（秘密保持契約）に基づいて開示された範囲まで表示しています。",
      owner: "所有者と同じ範囲を表示しています。取り扱いにご注意ください。",
    },
    recorded: "いつ・誰が・どの版を見たかは記録され、所有者が確認できます。",
  },
  {
    title: "What is disclosed to you",
    tiers: {
      public: "You see what is public.",
      members:
        "You see what is disclosed to members. If there is more, its owner opens it step by step after an introduction: to approved organisations, then under a CDA.",
      approved:
        "You see what the owner opened to your organisation. Once a CDA is recorded, more may be opened.",
      cda: "You see what is disclosed under the CDA.",
      owner: "You see as much as the owner does. Please handle it with care.",
    },
    recorded: "Who saw which version, and when, is recorded and shown to the owner.",
  },
);

export function Clearance({ listing }: { listing: Schemas["ListingHeader"] }) {
  const t = useMessages(texts);
  return (
    <Note
      title={
        <span className="flex flex-wrap items-center gap-2">
          {t.title} <TierBadge tier={listing.clearance} />
        </span>
      }
    >
      <p>{t.tiers[listing.clearance]}</p>
      {listing.own ? null : <p className="text-ink-soft">{t.recorded}</p>}
    </Note>
  );
}
