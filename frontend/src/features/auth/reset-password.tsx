import { Page } from "@/ui/page";

export function ResetPassword() {
  return <Page title="ResetPassword">{null}</Page>;
}
