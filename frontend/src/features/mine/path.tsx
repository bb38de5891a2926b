/** The way of a listing to publication, and where it is on it. */
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { stateNames } from "@/ui/badges";
import { Icon } from "@/ui/icons";

const texts = messages(
  {
    path: "掲載までの道のり",
    draft: "下書き",
    institution_review: "機関の確認",
    liaison_review: "リエゾンの確認",
    approved: "承認",
    published: "掲載",
    done: "済み",
    now: "いまここ",
  },
  {
    path: "The way to publication",
    draft: "Draft",
    institution_review: "Institution",
    liaison_review: "Liaison",
    approved: "Approved",
    published: "Published",
    done: "done",
    now: "now",
  },
);

type State = Schemas["ListingState"];
const way = ["draft", "institution_review", "liaison_review", "approved", "published"] as const;

/** States beside the way stand where they came from. */
function placeOf(state: State): number {
  if (state === "changes_requested") return 0;
  const place = (way as readonly State[]).indexOf(state);
  return place < 0 ? way.length - 1 : place;
}

export function Path({ state }: { state: State }) {
  const t = useMessages(texts);
  const states = useMessages(stateNames);
  const current = placeOf(state);
  // Few institutions review themselves: the step is there for those that do.
  const steps = way.filter((step) => step !== "institution_review" || state === "institution_review");
  return (
    <ol aria-label={t.path} className="flex flex-col gap-3 sm:flex-row sm:gap-0">
      {steps.map((step) => {
        const place = way.indexOf(step);
        const isNow = place === current;
        const isDone = place < current;
        const word = isNow && state !== step ? states[state] : t[step];
        return (
          <li
            key={step}
            aria-current={isNow ? "step" : undefined}
            className={`flex min-w-0 items-center gap-2 sm:flex-col sm:items-start ${step === "published" ? "sm:flex-none" : "sm:flex-1"}`}
          >
            <span className="flex w-auto items-center sm:w-full">
              <span
                className={`flex size-7 shrink-0 items-center justify-center rounded-full border-2 ${isNow ? "border-ai-900 bg-ai-900 text-white" : isDone ? "border-ai-900 bg-white text-ai-900" : "border-line bg-white text-ink-soft"}`}
              >
                {isDone ? (
                  <Icon name="check" size={16} />
                ) : (
                  <span className="text-[0.8125rem]">{steps.indexOf(step) + 1}</span>
                )}
              </span>
              {step === "published" ? null : (
                <span
                  aria-hidden="true"
                  className={`hidden h-0.5 flex-1 sm:block ${isDone ? "bg-ai-900" : "bg-line"}`}
                />
              )}
            </span>
            <span className={`sm:pr-3 ${isNow ? "font-bold" : "text-ink-soft"}`}>
              {word}
              {isNow ? (
                <span className="sr-only"> ({t.now})</span>
              ) : isDone ? (
                <span className="sr-only"> ({t.done})</span>
              ) : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
