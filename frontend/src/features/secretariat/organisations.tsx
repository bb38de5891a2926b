import { Page } from "@/ui/page";

export function Organisations() {
  return <Page title="Organisations">{null}</Page>;
}
