/** What is in force of what the secretariat tells everybody. */
import { $api } from "@/api/client";

export const announcementsQuery = $api.queryOptions(
  "get",
  "/api/v1/announcements",
  {},
  { staleTime: 300_000 },
);
