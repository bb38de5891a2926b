/** The list of what must be mended in a form; it takes the focus, and each entry leads to its field. */

import { type ReactNode, useEffect, useRef } from "react";
import type { FieldProblem } from "@/api/problem";
import { messages, useMessages } from "@/i18n/messages";
import { fieldId } from "./field";

const texts = messages(
  { title: (n: number) => `${n}か所の入力を確認してください`, colon: "：" },
  { title: (n: number) => (n === 1 ? "Please check one field" : `Please check ${n} fields`), colon: ": " },
);

/** `labels` names a field in the words of the form. Give a new array for each attempt, so that focus moves each time. */
export function ErrorSummary({
  problems,
  labels = {},
  onPick,
}: {
  problems: FieldProblem[];
  labels?: Record<string, ReactNode>;
  /** Goes to a field that may not be on the screen yet */
  onPick?: (field: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const t = useMessages(texts);
  useEffect(() => {
    if (problems.length === 0) return;
    box.current?.focus();
    // Of what is higher than the window the browser shows the middle.
    if (box.current && box.current.offsetHeight > window.innerHeight * 0.75) box.current.scrollIntoView();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="scroll-mt-8 rounded-xl border-2 border-shu-800 bg-shu-50 px-5 py-4"
    >
      <h2 className="text-[1.125rem] font-bold">{t.title(problems.length)}</h2>
      <ul className="mt-2 flex list-disc flex-col gap-1 pl-6">
        {problems.map((problem, place) => (
          <li key={place}>
            <a
              href={`#${fieldId(problem.field)}`}
              className="text-shu-900 underline underline-offset-4"
              onClick={(event) => {
                event.preventDefault();
                if (onPick) {
                  onPick(problem.field);
                  return;
                }
                const field = document.getElementById(fieldId(problem.field));
                field?.scrollIntoView({ block: "center" });
                field?.focus({ preventScroll: true });
              }}
            >
              {labels[problem.field] ? (
                <>
                  {labels[problem.field]}
                  {t.colon}
                </>
              ) : null}
              {problem.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The message for one field. */
export function problemOf(problems: FieldProblem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.message;
}
