import { Page } from "@/ui/page";

export function Mine() {
  return <Page title="Mine">{null}</Page>;
}
