import { Page } from "@/ui/page";

export function Candidate() {
  return <Page title="Candidate">{null}</Page>;
}
