/** All matches of the reader, and which of them the address of the board asks for. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { api, type Schemas } from "@/api/client";
import { type Address, textOf } from "@/app/address";
import { LANES, type Lane, laneOf, MARKS, type MarkLane } from "./words";

type Match = Schemas["CandidateView"];

/** `lane`: which list is open; `at`: the chosen match; `listing`: only those of this own listing. */
export function useBoard(liaison: boolean) {
  const address: Address = useSearch({ strict: false });
  const navigate = useNavigate();
  const query = useInfiniteQuery({
    queryKey: ["get", "/api/v1/candidates"],
    queryFn: async ({ pageParam }) => {
      const params = { query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) } };
      const { data } = await api.GET("/api/v1/candidates", { params });
      return data ?? { items: [] };
    },
    initialPageParam: "",
    getNextPageParam: (page: Schemas["CandidatePage"]) => page.next_cursor,
  });
  const all: Match[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  const lanes: readonly (Lane | MarkLane)[] = liaison ? MARKS : LANES;
  const lane = lanes.find((one) => one === textOf(address["lane"])) ?? "open";
  const listing = textOf(address["listing"]);
  const ofListing = listing ? all.filter((match) => [match.own.id, match.other.id].includes(listing)) : all;
  const laneFor = (match: Match) => (liaison ? (match.mark ?? "open") : laneOf(match.state));
  const shown = ofListing.filter((match) => laneFor(match) === lane);
  const at = textOf(address["at"]);
  return {
    query,
    all,
    lane,
    lanes: lanes.map((one) => ({
      lane: one,
      count: ofListing.filter((match) => laneFor(match) === one).length,
    })),
    listing,
    shown,
    /** Chosen by hand, not merely the first of the list */
    at,
    chosen: shown.find((match) => match.id === at) ?? shown[0],
    write: (search: Record<string, string | undefined>) =>
      navigate({
        to: ".",
        search: (before: Address) => ({ ...before, ...search }),
        replace: true,
        resetScroll: false,
      }),
  };
}
