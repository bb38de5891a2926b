/** Asks the API. Keys are shaped like those of the typed hooks, so that `refresh` finds them. */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { $api, api, type Schemas } from "@/api/client";
import { ApiError } from "@/api/problem";
import { type Kind, type Search, toQuestion } from "./question";

export type Hit = Schemas["SearchHit"];
const PATHS = { seed: "/api/v1/search/seeds", need: "/api/v1/search/needs" } as const;
export const PAGE = 20;
/** While one reads what was found, the list stays as it was left. */
const KEPT = 3_600_000;
/** Fewer hits than this are followed by what is near. */
const FEW = 10;

function asking(kind: Kind, search: Search) {
  const { kind: _, ...asked } = toQuestion(kind, search);
  return asked;
}

/** Under which the hits of a search are kept. */
export function keyOfSearch(kind: Kind, search: Search) {
  return ["post", PATHS[kind], asking(kind, search)] as const;
}

export function useSearch(kind: Kind, search: Search) {
  const asked = asking(kind, search);
  const found = useInfiniteQuery({
    queryKey: keyOfSearch(kind, search),
    gcTime: KEPT,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const body = { ...asked, limit: PAGE, cursor: pageParam, facets: pageParam === null };
      const { data } = await api.POST(PATHS[kind], { body: body as Schemas["SearchBody"], signal });
      if (!data) throw new ApiError(null);
      return data;
    },
    getNextPageParam: (page) => page.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
  const pages = found.data?.pages;
  const hits = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const first = pages?.[0];
  const few =
    !found.isPlaceholderData && first !== undefined && first.total < FEW && search.text.trim() !== "";
  // It takes longer than the list, so it is asked once the list is there.
  const near = $api.useQuery(
    "post",
    PATHS[kind],
    { body: { ...asked, limit: PAGE, facets: false, also: true } as Schemas["SearchBody"] },
    { enabled: few },
  );
  return {
    hits,
    also: (few && near.data?.also) || [],
    first,
    didYouMean: (few && near.data?.did_you_mean) || first?.did_you_mean || null,
    counts: first?.facets,
    stale: found.isPlaceholderData,
    error: found.error,
    pending: found.isPending,
    again: () => void found.refetch(),
    more: found.hasNextPage ? () => found.fetchNextPage() : undefined,
    loadingMore: found.isFetchingNextPage,
  };
}
