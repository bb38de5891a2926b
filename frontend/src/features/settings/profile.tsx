import { Page } from "@/ui/page";

export function Profile() {
  return <Page title="Profile">{null}</Page>;
}
