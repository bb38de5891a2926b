import { Page } from "@/ui/page";

export function ReviewQueue() {
  return <Page title="ReviewQueue">{null}</Page>;
}
