import { Page } from "@/ui/page";

export function ForgotPassword() {
  return <Page title="ForgotPassword">{null}</Page>;
}
