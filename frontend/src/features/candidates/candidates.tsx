import { Page } from "@/ui/page";

export function Candidates() {
  return <Page title="Candidates">{null}</Page>;
}
