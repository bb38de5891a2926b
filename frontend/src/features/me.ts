/** Who is signed in. */
import { $api, type Schemas } from "@/api/client";
import { useSession } from "@/api/session";

export type Role = Schemas["Role"];

export function useMe() {
  const session = useSession();
  return $api.useQuery(
    "get",
    "/api/v1/me",
    {},
    { enabled: session === "signed_in" || session === "expired", staleTime: 60_000 },
  );
}

/** For pages that only members reach: `undefined` while it loads. */
export function useRole(): Role | undefined {
  return useMe().data?.role;
}
