/** Who is signed in. */
import { useQuery } from "@tanstack/react-query";
import { $api, type Schemas } from "@/api/client";
import { useSession } from "@/api/session";

export type Role = Schemas["Role"];

export const meQuery = $api.queryOptions("get", "/api/v1/me", {}, { staleTime: 60_000 });

export function useMe() {
  const session = useSession();
  return useQuery({ ...meQuery, enabled: session === "signed_in" || session === "expired" });
}

/** For pages that only members reach: `undefined` while it loads. */
export function useRole(): Role | undefined {
  return useMe().data?.role;
}
