import { Page } from "@/ui/page";

export function Applications() {
  return <Page title="Applications">{null}</Page>;
}
