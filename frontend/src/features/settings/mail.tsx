import { Page } from "@/ui/page";

export function MailSettings() {
  return <Page title="MailSettings">{null}</Page>;
}
