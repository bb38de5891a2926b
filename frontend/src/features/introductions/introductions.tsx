import { Page } from "@/ui/page";

export function Introductions() {
  return <Page title="Introductions">{null}</Page>;
}
