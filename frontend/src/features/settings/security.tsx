import { Page } from "@/ui/page";

export function Security() {
  return <Page title="Security">{null}</Page>;
}
