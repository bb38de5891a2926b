import { Page } from "@/ui/page";

export function NewListing() {
  return <Page title="NewListing">{null}</Page>;
}
