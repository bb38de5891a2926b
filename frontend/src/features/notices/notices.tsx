import { Page } from "@/ui/page";

export function Notices() {
  return <Page title="Notices">{null}</Page>;
}
