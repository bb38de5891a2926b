import { Page } from "@/ui/page";

export function Needs() {
  return <Page title="Needs">{null}</Page>;
}
