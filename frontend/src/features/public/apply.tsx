import { Page } from "@/ui/page";

export function Apply() {
  return <Page title="Apply">{null}</Page>;
}
