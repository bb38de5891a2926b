import { Page } from "@/ui/page";

export function SavedSearch() {
  return <Page title="SavedSearch">{null}</Page>;
}
