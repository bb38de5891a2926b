import { Page } from "@/ui/page";

export function Application() {
  return <Page title="Application">{null}</Page>;
}
