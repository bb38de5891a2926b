/** Counts of what waits, from the first page of each list. */
import { $api, type Schemas } from "@/api/client";

const MOST = 50;

/** Whether an introduction waits for the reader's side. */
export function waitsForUs({ state, moves }: Pick<Schemas["IntroductionView"], "state" | "moves">): boolean {
  switch (state) {
    case "proposed":
      return moves.includes("confirm");
    case "pending":
      return moves.includes("accept");
    case "info_requested":
      return moves.includes("provide_info");
    default:
      return false;
  }
}

/** Introductions that wait for the reader's answer. */
export function useIntroductionsWaiting() {
  const received = $api.useQuery("get", "/api/v1/introductions", {
    params: { query: { box: "received", limit: MOST } },
  });
  const sent = $api.useQuery("get", "/api/v1/introductions", {
    params: { query: { box: "sent", limit: MOST } },
  });
  const count = (page: Schemas["Introductions"] | undefined) => page?.items.filter(waitsForUs).length;
  return { received, sent, toAnswer: count(received.data), toGoOn: count(sent.data) };
}

/** New matches of one's own listings. */
export function useNewCandidates() {
  return $api.useQuery("get", "/api/v1/candidates", { params: { query: { state: "new", limit: 20 } } });
}

/** The listings of one's own team. */
export function useMine() {
  return $api.useQuery("get", "/api/v1/listings/mine", { params: { query: { limit: 100 } } });
}

const WITH_THE_TEAM: Schemas["NextStep"][] = ["complete", "submit", "revise", "resume", "renew"];

/** Whether a listing waits for its own team. */
export function waitsForTeam({ next_step }: { next_step: Schemas["NextStep"] }): boolean {
  return WITH_THE_TEAM.includes(next_step);
}
