import { Page } from "@/ui/page";

export function Ledger() {
  return <Page title="Ledger">{null}</Page>;
}
