import { Page } from "@/ui/page";

export function Preview() {
  return <Page title="Preview">{null}</Page>;
}
