import { Page } from "@/ui/page";

export function Announcements() {
  return <Page title="Announcements">{null}</Page>;
}
