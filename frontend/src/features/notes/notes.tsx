import { Page } from "@/ui/page";

export function Notes() {
  return <Page title="Notes">{null}</Page>;
}
