import { Page } from "@/ui/page";

export function Readers() {
  return <Page title="Readers">{null}</Page>;
}
