/** The frame of the pages before the members' area: one narrow column, one thing to do. */
import type { ReactNode } from "react";
import { Card, Page } from "@/ui/page";

export const doorLink = "inline-flex min-h-8 items-center text-ai-900 underline underline-offset-4";

export function Door({
  title,
  lead,
  children,
  after,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** Under the card: other ways to go */
  after?: ReactNode;
}) {
  return (
    <div className="mx-auto w-full max-w-[33rem] sm:py-6">
      <Page title={title} width="narrow" {...(lead ? { lead } : {})}>
        <Card className="sm:p-7">{children}</Card>
        {after}
      </Page>
    </div>
  );
}
