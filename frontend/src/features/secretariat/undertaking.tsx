import { Page } from "@/ui/page";

export function UndertakingVersion() {
  return <Page title="UndertakingVersion">{null}</Page>;
}
