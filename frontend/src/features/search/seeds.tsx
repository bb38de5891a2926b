import { Page } from "@/ui/page";

export function Seeds() {
  return <Page title="Seeds">{null}</Page>;
}
