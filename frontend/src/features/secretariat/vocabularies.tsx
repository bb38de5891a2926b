import { Page } from "@/ui/page";

export function Vocabularies() {
  return <Page title="Vocabularies">{null}</Page>;
}
