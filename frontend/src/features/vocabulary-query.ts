/** The server's vocabularies; they change only with a new version of the server. */
import { $api } from "@/api/client";

export const vocabulariesQuery = $api.queryOptions(
  "get",
  "/api/v1/vocabularies",
  {},
  { staleTime: Number.POSITIVE_INFINITY },
);
