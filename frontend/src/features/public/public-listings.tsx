import { Page } from "@/ui/page";

export function PublicListings() {
  return <Page title="PublicListings">{null}</Page>;
}
