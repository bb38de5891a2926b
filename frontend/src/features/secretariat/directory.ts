/** Names for ids, and choices for filters: organisations and liaisons as the secretariat knows them. */
import { useQuery } from "@tanstack/react-query";
import { $api, api, type Schemas } from "@/api/client";
import { useRole } from "@/features/me";

const HALF_A_MINUTE = 30_000;

async function everyOrganisation(
  state: Schemas["OrganisationState"],
): Promise<Schemas["OrganisationSummary"][]> {
  const all: Schemas["OrganisationSummary"][] = [];
  let cursor: string | undefined;
  do {
    const query = { state, limit: 100, ...(cursor ? { cursor } : {}) };
    const { data } = await api.GET("/api/v1/organisations", { params: { query } });
    all.push(...(data?.items ?? []));
    cursor = data?.next_cursor ?? undefined;
  } while (cursor);
  return all;
}

/** All organisations in a state, by name: those that take part for whoever may read the directory, others for the secretariat. */
export function useOrganisations(state: Schemas["OrganisationState"] = "active") {
  const role = useRole();
  return useQuery({
    queryKey: ["all", "/api/v1/organisations", state],
    queryFn: () => everyOrganisation(state),
    staleTime: HALF_A_MINUTE,
    enabled: role !== undefined && role !== "auditor",
  });
}

/** Liaisons who act, for putting them in charge. */
export function useLiaisons() {
  const query = { role: "liaison", state: "active", limit: 100 } as const;
  return $api.useQuery("get", "/api/v1/members", { params: { query } }, { staleTime: HALF_A_MINUTE });
}
