/** What every page of a member needs is asked for while the page's own code is still under way. */
import { queries } from "@/api/client";
import { findSession, sessionStatus } from "@/api/session";
import { announcementsQuery } from "@/features/announcements/query";
import { meQuery } from "@/features/me";

/** At the start of the app, once. */
export async function start(): Promise<void> {
  await findSession();
  if (sessionStatus() !== "signed_in") return;
  void queries.prefetchQuery(meQuery);
  void queries.prefetchQuery(announcementsQuery);
}
