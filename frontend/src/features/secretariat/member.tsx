import { Page } from "@/ui/page";

export function Member() {
  return <Page title="Member">{null}</Page>;
}
