/** A seed or a need, as this reader may see it. That it was opened is recorded: its owner sees who read which version. */
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { $api, type Schemas } from "@/api/client";
import { PageOf } from "@/app/not-found";
import { ListingContent } from "@/features/listing-view";
import { useMe } from "@/features/me";
import { ListingNotes } from "@/features/notes/listing-notes";
import { linkToLastSearch } from "@/features/search/last-search";
import { Neighbours } from "@/features/search/neighbours";
import { texts as searchTexts } from "@/features/search/texts";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Page } from "@/ui/page";
import { Failure, Loading } from "@/ui/states";
import { AskForIntroduction } from "./ask";
import { Clearance } from "./clearance";
import { CompareToggle } from "./compare-toggle";
import { CompareTray } from "./compare-tray";
import { Frame } from "./frame";
import { PdfButton } from "./pdf-button";
import { SimilarListings } from "./similar";
import { rememberOpened } from "./visits";

const texts = messages(
  {
    loading: "シーズ・ニーズ",
    untitled: "（タイトルなし）",
    print: "印刷",
    side: "この掲載についてできること",
  },
  {
    loading: "Listing",
    untitled: "(untitled)",
    print: "Print",
    side: "What you can do about this listing",
  },
);

export function Listing() {
  const t = useMessages(texts);
  const { id } = useParams({ strict: false });
  const query = $api.useQuery("get", "/api/v1/listings/{id}", { params: { path: { id: id ?? "" } } });
  if (query.data) return <Shown key={query.data.id} listing={query.data} />;
  return (
    <PageOf of={query} title={t.loading}>
      {query.error ? (
        <Failure error={query.error} again={() => void query.refetch()} />
      ) : (
        <Loading lines={12} />
      )}
    </PageOf>
  );
}

function Shown({ listing }: { listing: Schemas["ListingView"] }) {
  const t = useMessages(texts);
  const search = useMessages(searchTexts);
  const { pick, lang } = useFormat();
  const content = listing.seed ?? listing.need;
  const title = content?.title;
  const summary = listing.seed?.summary;
  const me = useMe().data?.id;
  useEffect(() => {
    if (me) rememberOpened(me, listing);
  }, [me, listing]);
  return (
    <Page
      title={pick(title) || t.untitled}
      width="wide"
      step={<Neighbours kind={listing.kind} id={listing.id} />}
      trail={[{ label: search.title[listing.kind], link: linkToLastSearch(listing.kind) }]}
    >
      <div className="-mt-3 flex flex-col gap-4">
        <Frame listing={listing} title={title} />
        {summary ? (
          <p lang={lang(summary)} className="max-w-[52rem] text-[1.125rem]">
            {pick(summary)}
          </p>
        ) : null}
      </div>
      <div className="grid grid-cols-1 items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_20rem] 2xl:grid-cols-[minmax(0,1fr)_23rem] xl:grid-rows-[auto_1fr]">
        <aside
          aria-label={t.side}
          className="flex min-w-0 flex-col gap-4 xl:col-start-2 xl:row-start-1 no-print"
        >
          <AskForIntroduction listing={listing} />
          <div className="flex flex-wrap items-center gap-2">
            <PdfButton id={listing.id} reference={listing.reference} />
            <Button size="small" className="min-h-11" onClick={() => window.print()}>
              {t.print}
            </Button>
            {listing.kind === "seed" ? (
              <CompareToggle words="beside" listing={{ ...listing, title: title ?? null }} />
            ) : null}
          </div>
        </aside>
        <div className="flex min-w-0 flex-col gap-6 xl:col-start-1 xl:row-span-2 xl:row-start-1">
          <ListingContent listing={listing} omit={["title", "summary"]} />
          <Clearance listing={listing} />
        </div>
        <div className="flex min-w-0 flex-col gap-8 xl:col-start-2 xl:row-start-2 no-print">
          <ListingNotes id={listing.id} />
          <SimilarListings listing={listing} />
        </div>
      </div>
      <CompareTray />
    </Page>
  );
}
