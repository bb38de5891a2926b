import { Page } from "@/ui/page";

export function Organisation() {
  return <Page title="Organisation">{null}</Page>;
}
