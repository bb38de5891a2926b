import { Page } from "@/ui/page";

export function Members() {
  return <Page title="Members">{null}</Page>;
}
