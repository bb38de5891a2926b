/** `/introductions`: requests that came, and requests that were sent. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { api, refresh, type Schemas } from "@/api/client";
import { textOf } from "@/app/address";
import { useRole } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames } from "@/ui/badges";
import { Button, LinkButton } from "@/ui/button";
import { Page } from "@/ui/page";
import { Empty, Failure, Loading } from "@/ui/states";
import { Tabs } from "@/ui/tabs";
import { isMyTurn, StateBadges } from "./parts";
import { introductionTexts } from "./texts";

type Introduction = Schemas["IntroductionView"];

const texts = messages(
  {
    title: "紹介",
    lead: "相手と直接やり取りを始めるための依頼です。双方が合意するまで、お互いの氏名と連絡先は伏せられます。",
    boxes: "紹介の一覧",
    received: "届いた依頼",
    sent: "送った依頼",
    receivedLiaison: "担当する掲載への依頼",
    sentLiaison: "担当する掲載からの依頼・提案",
    more: "さらに表示",
    asked: (when: string) => `${when}に依頼`,
    from: "依頼元",
    to: "依頼先",
    leadLiaison:
      "担当する掲載をめぐる依頼です。双方が合意するまで、お互いの氏名と連絡先は伏せられます。候補から、あなたが提案することもできます。",
    emptyReceived: "届いた依頼はありません",
    emptyReceivedWhy: "相手があなたの掲載に関心を持ち、紹介を依頼すると、ここに届きます。",
    emptyReceivedLiaison: "担当する掲載に関心を持った方が紹介を依頼すると、ここに届きます。",
    emptySent: "送った依頼はありません",
    emptySentWhy: "マッチング候補や掲載のページから、紹介を依頼できます。",
    emptySentLiaison: "担当する掲載の所有者が依頼するか、あなたが候補から提案すると、ここに並びます。",
    candidates: "マッチング候補を見る",
  },
  {
    title: "Introductions",
    lead: "Requests to get in touch. Until both sides agree, neither sees the other’s names or addresses.",
    boxes: "Lists of introductions",
    received: "Received",
    sent: "Sent",
    receivedLiaison: "About listings in your charge",
    sentLiaison: "From listings in your charge",
    more: "Show more",
    asked: (when: string) => `Asked ${when}`,
    from: "From",
    to: "To",
    leadLiaison:
      "Requests about listings in your charge. Until both sides agree, neither sees the other’s names or addresses. You can also propose one from a match.",
    emptyReceived: "No requests have come",
    emptyReceivedWhy:
      "When somebody is interested in one of your listings and asks for an introduction, it comes here.",
    emptyReceivedLiaison:
      "When somebody is interested in a listing in your charge and asks for an introduction, it comes here.",
    emptySent: "No requests have been sent",
    emptySentWhy: "You can ask for an introduction from a match or from the page of a listing.",
    emptySentLiaison:
      "Requests by owners in your charge, and those that you propose from a match, are listed here.",
    candidates: "To the matches",
  },
);

type Box = "received" | "sent";

function useBox(box: Box) {
  return useInfiniteQuery({
    queryKey: ["get", "/api/v1/introductions", box],
    queryFn: async ({ pageParam, signal }) => {
      const query = { box, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) };
      const { data } = await api.GET("/api/v1/introductions", { params: { query }, signal });
      return data ?? { items: [] };
    },
    initialPageParam: "",
    getNextPageParam: (page: Schemas["Introductions"]) => page.next_cursor,
  });
}

export function Introductions() {
  const t = useMessages(texts);
  const role = useRole();
  const liaison = role === "liaison";
  const asked = textOf(useSearch({ strict: false })["box"]);
  const boxes = { received: useBox("received"), sent: useBox("sent") };
  const itemsOf = (one: Box) => boxes[one].data?.pages.flatMap((page) => page.items) ?? [];
  // Companies mostly ask, and researchers are mostly asked.
  const order: Box[] = role === "company" ? ["sent", "received"] : ["received", "sent"];
  const worthwhile =
    order.find((one) => itemsOf(one).some(isMyTurn)) ?? order.find((one) => itemsOf(one).length > 0);
  const box: Box = asked === "sent" || asked === "received" ? asked : (worthwhile ?? order[0] ?? "received");
  const query = boxes[box];
  const items = itemsOf(box);
  const ready = Boolean(boxes.received.data && boxes.sent.data);
  const error = boxes.received.error ?? boxes.sent.error;
  const names = {
    received: liaison ? t.receivedLiaison : t.received,
    sent: liaison ? t.sentLiaison : t.sent,
  };
  return (
    <Page title={t.title} lead={liaison ? t.leadLiaison : t.lead}>
      <Tabs
        label={t.boxes}
        current={box}
        tabs={(["received", "sent"] as const).map((one) => ({
          key: one,
          label: names[one],
          ...(boxes[one].data ? { count: `${itemsOf(one).length}${boxes[one].hasNextPage ? "+" : ""}` } : {}),
          link: { to: "/introductions", search: { box: one } },
        }))}
      />
      {ready ? null : error ? (
        <Failure error={error} again={() => void refresh("/introductions")} />
      ) : (
        <Loading lines={6} />
      )}
      {ready && items.length === 0 ? (
        <Empty
          title={box === "received" ? t.emptyReceived : t.emptySent}
          action={<LinkButton to="/candidates">{t.candidates}</LinkButton>}
        >
          {box === "received"
            ? liaison
              ? t.emptyReceivedLiaison
              : t.emptyReceivedWhy
            : liaison
              ? t.emptySentLiaison
              : t.emptySentWhy}
        </Empty>
      ) : null}
      {ready && items.length > 0 ? (
        <ul aria-label={names[box]} className="flex flex-col gap-3">
          {items.map((introduction) => (
            <Item key={introduction.id} introduction={introduction} />
          ))}
        </ul>
      ) : null}
      {query.hasNextPage ? (
        <Button
          className="self-center"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t.more}
        </Button>
      ) : null}
    </Page>
  );
}

function Item({ introduction }: { introduction: Introduction }) {
  const t = useMessages(texts);
  const words = useMessages(introductionTexts);
  const kinds = useMessages(organisationKindNames);
  const { pick, lang, date, ago } = useFormat();
  const { listing, asking, answering, viewpoint, state, answer_by, created_at } = introduction;
  const other = viewpoint === "answering" ? asking : answering;
  return (
    <li className="relative flex flex-col gap-2 rounded-xl border border-line bg-white p-4 hover:border-ai-900 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <StateBadges introduction={introduction} />
        <span className="text-[0.875rem] text-ink-soft">{t.asked(ago(created_at))}</span>
      </div>
      <Link
        to="/introductions/$id"
        params={{ id: introduction.id }}
        lang={lang(listing.title)}
        className="block min-h-6 text-[1.0625rem] leading-snug font-bold text-ai-900 underline decoration-ai-300 underline-offset-4 after:absolute after:inset-0"
      >
        {pick(listing.title) || listing.reference}
      </Link>
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-[0.875rem] text-ink-soft">
        <span className="font-mono text-[0.8125rem]">{listing.reference}</span>
        <span>
          {viewpoint === "answering" ? t.from : t.to}{" "}
          {pick(other.organisation) || kinds[other.organisation_kind]}
        </span>
      </p>
      <p>
        {words.standing[viewpoint][state]}
        {answer_by ? <span className="ml-2 whitespace-nowrap">{words.until(date(answer_by))}</span> : null}
      </p>
    </li>
  );
}
