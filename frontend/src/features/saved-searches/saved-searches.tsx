import { Page } from "@/ui/page";

export function SavedSearches() {
  return <Page title="SavedSearches">{null}</Page>;
}
