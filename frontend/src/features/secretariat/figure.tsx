/** One figure of the dashboard, with how it is counted. */
import type { ReactNode } from "react";
import { Card, Section } from "@/ui/page";

export function Figure({
  title,
  how,
  plain = false,
  children,
}: {
  title: string;
  how: string;
  /** Without a card of its own */
  plain?: boolean;
  children: ReactNode;
}) {
  return (
    <Section title={title}>
      <p className="max-w-[46rem] text-[0.9375rem] text-ink-soft">{how}</p>
      {plain ? children : <Card>{children}</Card>}
    </Section>
  );
}
