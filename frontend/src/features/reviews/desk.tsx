import { Page } from "@/ui/page";

export function ReviewDesk() {
  return <Page title="ReviewDesk">{null}</Page>;
}
