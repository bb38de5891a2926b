import { Page } from "@/ui/page";

export function Introduction() {
  return <Page title="Introduction">{null}</Page>;
}
