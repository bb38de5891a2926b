import { Page } from "@/ui/page";

export function Versions() {
  return <Page title="Versions">{null}</Page>;
}
