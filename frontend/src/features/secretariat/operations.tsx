import { Page } from "@/ui/page";

export function Operations() {
  return <Page title="Operations">{null}</Page>;
}
