import { Page } from "@/ui/page";

export function Invitation() {
  return <Page title="Invitation">{null}</Page>;
}
