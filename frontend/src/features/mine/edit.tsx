import { Page } from "@/ui/page";

export function Edit() {
  return <Page title="Edit">{null}</Page>;
}
