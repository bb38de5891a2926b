import { Page } from "@/ui/page";

export function Institutions() {
  return <Page title="Institutions">{null}</Page>;
}
