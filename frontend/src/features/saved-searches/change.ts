/** Changing and giving up a saved search: its version is only in the entity tag, so it is read first. */
import { api, refresh, type Schemas, withTag } from "@/api/client";

type SavedSearch = Schemas["SavedSearchView"];

export async function changeSavedSearch(id: string, change: Partial<Pick<SavedSearch, "name" | "alerts">>) {
  const path = { id };
  const { data, etag } = await withTag(api.GET("/api/v1/saved-searches/{id}", { params: { path } }));
  const { name, question, alerts } = data;
  await api.PUT("/api/v1/saved-searches/{id}", {
    params: { path, header: { "If-Match": etag } },
    body: { name, question, alerts, ...change },
  });
  await refresh("/saved-searches");
}

export async function removeSavedSearch(id: string) {
  const path = { id };
  const { etag } = await withTag(api.GET("/api/v1/saved-searches/{id}", { params: { path } }));
  await api.DELETE("/api/v1/saved-searches/{id}", { params: { path, header: { "If-Match": etag } } });
  await refresh("/saved-searches");
}
