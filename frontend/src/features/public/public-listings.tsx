/** `/public`: seeds whose patents lie open and whose owners and liaisons both opted them in. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { api } from "@/api/client";
import { textOf } from "@/app/address";
import { useVocabulary } from "@/features/vocabulary";
import { messages, plural, useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { SelectField } from "@/ui/field";
import { Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { PublicCard } from "./public-card";

const texts = messages(
  {
    title: "公開シーズ",
    lead: "特許が公開または登録され、所有者と知財リエゾンの双方が一般公開に同意したシーズの概要です。どなたでもご覧になれます。",
    area: "疾患領域",
    every: "すべての領域",
    none: "公開されているシーズは、まだありません",
    noneWhat: "多くのシーズは、出願前のため会員だけが閲覧できます。",
    noneHere: "この領域の公開シーズは、まだありません",
    all: "すべての領域を表示",
    apply: "入会を申し込む",
    more: "続きを表示",
    count: (n: number) => `${n}件`,
  },
  {
    title: "Public seeds",
    lead: "Summaries of seeds whose patent application is published or granted, and whose owners and IP liaisons have both agreed to show them to everybody.",
    area: "Disease area",
    every: "All areas",
    none: "There are no public seeds yet",
    noneWhat: "Most seeds are not filed yet and are shown to members only.",
    noneHere: "No public seeds in this area yet",
    all: "Show all areas",
    apply: "Apply for membership",
    more: "Show more",
    count: (n: number) => plural(n, "seed"),
  },
);

export function PublicListings() {
  const t = useMessages(texts);
  const navigate = useNavigate();
  const areas = useVocabulary("disease_areas");
  const area = textOf(useSearch({ strict: false })["area"]);
  const listings = useInfiniteQuery({
    queryKey: ["get", "/api/v1/public/listings", area ?? ""],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: 20, ...(area ? { area } : {}), ...(pageParam ? { cursor: pageParam } : {}) };
      const { data } = await api.GET("/api/v1/public/listings", { params: { query }, signal });
      return data ?? { items: [] };
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor,
  });
  const choose = (code: string) =>
    void navigate({ to: "/public", search: code ? { area: code } : {}, replace: true });
  return (
    <Page title={t.title} lead={t.lead}>
      <div className="max-w-80">
        <SelectField
          name="area"
          label={t.area}
          value={area ?? ""}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{t.every}</option>
          {areas.terms.map(({ code }) => (
            <option key={code} value={code}>
              {areas.word(code)}
            </option>
          ))}
        </SelectField>
      </div>
      <Await query={listings} lines={8}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return area ? (
              <Empty title={t.noneHere} action={<Button onClick={() => choose("")}>{t.all}</Button>} />
            ) : (
              <Empty title={t.none} action={<LinkButton to="/apply">{t.apply}</LinkButton>}>
                {t.noneWhat}
              </Empty>
            );
          return (
            <>
              {listings.hasNextPage ? null : <p className="text-ink-soft">{t.count(items.length)}</p>}
              <ul className="grid gap-4 md:grid-cols-2">
                {items.map((seed) => (
                  <li key={seed.reference} className="min-w-0">
                    <PublicCard seed={seed} />
                  </li>
                ))}
              </ul>
              {listings.hasNextPage ? (
                <div>
                  <Button busy={listings.isFetchingNextPage} onClick={() => void listings.fetchNextPage()}>
                    {t.more}
                  </Button>
                </div>
              ) : null}
            </>
          );
        }}
      </Await>
    </Page>
  );
}
