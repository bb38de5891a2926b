/** The next step with a listing: one's own leads to its desk; another's can be asked about, or was asked about already. */
import type { Schemas } from "@/api/client";
import { AskAboutListing, useStanding } from "@/features/introductions/ask";
import { useMe } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Card } from "@/ui/page";

const texts = messages(
  {
    own: "この掲載は、あなたのチームのものです。",
    manage: "管理画面へ",
    heading: "所有者に話を聞く",
    intro:
      "紹介を依頼すると、相手の同意を得たうえで双方の連絡先が開示されます。メッセージは相手と担当リエゾンだけが読みます。",
    asked: (date: string) => `${date}に紹介を依頼しました。`,
    accepted: "紹介が成立しています。",
    show: "紹介のやりとりを見る",
    exclusive: "独占交渉中のため、新しい紹介の依頼は受け付けていません。",
    closed: "現在、紹介の依頼は受け付けていません。",
  },
  {
    own: "This listing belongs to your team.",
    manage: "Manage it",
    heading: "Talk to the owner",
    intro:
      "Ask for an introduction: contact details of both sides are shown once the other side agrees. Only they and the liaison read your message.",
    asked: (date: string) => `You asked for an introduction on ${date}.`,
    accepted: "You have been introduced.",
    show: "Show the introduction",
    exclusive: "It is under exclusive negotiation; no introductions can be asked for now.",
    closed: "No introductions can be asked for now.",
  },
);

export function AskForIntroduction({ listing }: { listing: Schemas["ListingHeader"] }) {
  const t = useMessages(texts);
  const role = useMe().data?.role;
  if (listing.own)
    return (
      <Card className="flex flex-col items-start gap-3">
        <p>{t.own}</p>
        <LinkButton to="/mine/$id" params={{ id: listing.id }}>
          {t.manage}
        </LinkButton>
      </Card>
    );
  // Liaisons broker from candidates; others do not take part.
  if (role !== "company" && role !== "researcher") return null;
  return <Ask listing={listing} />;
}

function Ask({ listing }: { listing: Schemas["ListingHeader"] }) {
  const t = useMessages(texts);
  const { date } = useFormat();
  const standing = useStanding(listing.id);
  if (standing)
    return (
      <Card className="flex flex-col items-start gap-3">
        <p className="font-bold">
          {standing.state === "accepted" ? t.accepted : t.asked(date(standing.created_at))}
        </p>
        <LinkButton to="/introductions/$id" params={{ id: standing.id }}>
          {t.show}
        </LinkButton>
      </Card>
    );
  if (listing.state !== "published")
    return (
      <Card>
        <p>{listing.state === "under_exclusive" ? t.exclusive : t.closed}</p>
      </Card>
    );
  return (
    <Card className="flex flex-col gap-3">
      <h2 className="text-[1.125rem] font-bold">{t.heading}</h2>
      <p>{t.intro}</p>
      <AskAboutListing listing={listing} />
    </Card>
  );
}
