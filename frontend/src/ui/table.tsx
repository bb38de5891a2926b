/** A table that scrolls inside its own frame, never the page. The frame can be reached by keyboard. */
import type { ReactNode } from "react";

export function Table({
  caption,
  head,
  children,
  dense = false,
}: {
  caption: string;
  head: ReactNode[];
  children: ReactNode;
  dense?: boolean;
}) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard
      tabIndex={0}
      aria-label={caption}
      // What is for screen readers only must not stretch the page from inside the frame.
      className="relative overflow-x-auto rounded-xl border border-line bg-white"
    >
      <table
        className={`w-full border-collapse text-left [overflow-wrap:break-word] ${dense ? "text-[0.875rem] [&_td]:px-3 [&_td]:py-1.5 [&_th]:px-3 [&_th]:py-2" : "text-[0.9375rem] [&_td]:px-4 [&_td]:py-3 [&_th]:px-4 [&_th]:py-3"}`}
      >
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-ai-50">
          <tr>
            {head.map((name, column) => (
              <th key={column} scope="col" className="border-b border-line font-bold whitespace-nowrap">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr]:border-b [&>tr]:border-line [&>tr:last-child]:border-0 [&>tr:hover]:bg-ai-50/60">
          {children}
        </tbody>
      </table>
    </section>
  );
}
