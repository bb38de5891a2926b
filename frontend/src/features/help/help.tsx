import { Page } from "@/ui/page";

export function Help() {
  return <Page title="Help">{null}</Page>;
}
