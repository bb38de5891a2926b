import { Page } from "@/ui/page";

export function PublicListing() {
  return <Page title="PublicListing">{null}</Page>;
}
