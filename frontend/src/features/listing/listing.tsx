import { Page } from "@/ui/page";

export function Listing() {
  return <Page title="Listing">{null}</Page>;
}
