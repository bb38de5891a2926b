import { Page } from "@/ui/page";

export function Undertaking() {
  return <Page title="Undertaking">{null}</Page>;
}
