/** What every page of a member needs is asked for while the page's own code is still under way. */
import { queries } from "@/api/client";
import { findSession } from "@/api/session";
import { announcementsQuery } from "@/features/announcements/query";
import { meQuery } from "@/features/me";
import { vocabulariesQuery } from "@/features/vocabulary-query";

/** At the start of the app, once. */
export function start(): Promise<void> {
  return findSession(() => {
    void queries.prefetchQuery(meQuery);
    void queries.prefetchQuery(announcementsQuery);
    void queries.prefetchQuery(vocabulariesQuery);
  });
}
