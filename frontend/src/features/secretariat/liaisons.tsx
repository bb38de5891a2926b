import { Page } from "@/ui/page";

export function Liaisons() {
  return <Page title="Liaisons">{null}</Page>;
}
