import { Page } from "@/ui/page";

export function Undertakings() {
  return <Page title="Undertakings">{null}</Page>;
}
