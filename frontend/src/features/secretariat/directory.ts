/** Names for ids, and choices for filters: organisations and liaisons as the secretariat knows them. */
import { useQuery } from "@tanstack/react-query";
import { $api, api, type Schemas } from "@/api/client";
import { useRole } from "@/features/me";

const HALF_A_MINUTE = 30_000;

async function everyOrganisation(): Promise<Schemas["OrganisationSummary"][]> {
  const all: Schemas["OrganisationSummary"][] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 100, ...(cursor ? { cursor } : {}) };
    const { data } = await api.GET("/api/v1/organisations", { params: { query } });
    all.push(...(data?.items ?? []));
    cursor = data?.next_cursor ?? undefined;
  } while (cursor);
  return all;
}

/** All organisations that take part, by name. For whoever may read the directory. */
export function useOrganisations() {
  const role = useRole();
  return useQuery({
    queryKey: ["all", "/api/v1/organisations"],
    queryFn: everyOrganisation,
    staleTime: HALF_A_MINUTE,
    enabled: role !== undefined && role !== "auditor",
  });
}

/** Liaisons who act, for putting them in charge. */
export function useLiaisons() {
  const query = { role: "liaison", state: "active", limit: 100 } as const;
  return $api.useQuery("get", "/api/v1/members", { params: { query } }, { staleTime: HALF_A_MINUTE });
}
