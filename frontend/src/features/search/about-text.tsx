import { Page } from "@/ui/page";

export function AboutText() {
  return <Page title="AboutText">{null}</Page>;
}
