/** The section that is being written, and the ways to the one before and the one after. */
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import type { Schemas } from "@/api/client";
import { sectionsOf } from "@/features/listing-view/fields";
import { useSectionName } from "@/features/listing-view/names";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Loading } from "@/ui/states";
import { AnyField } from "./any-field";
import type { Saver } from "./saver";
import { useSections } from "./section-rail";
import { useOf } from "./store";
import { VisibilityField } from "./visibility-field";

// Needed late: loaded then.
const SubmitStep = lazy(async () => ({ default: (await import("./submit-step")).SubmitStep }));

const texts = messages(
  { next: (title: string) => `次へ：${title}`, back: "前へ", submit: "確認と提出" },
  { next: (title: string) => `Next: ${title}`, back: "Back", submit: "Check and submit" },
);

export function CurrentSection({
  current,
  saver,
  state,
  goTo,
}: {
  current: string;
  saver: Saver;
  state: Schemas["ListingState"];
  goTo: (path: string) => void;
}) {
  const t = useMessages(texts);
  const kind = useOf((store) => store.kind);
  const edition = useOf((store) => store.edited());
  const sectionName = useSectionName(kind);
  const sections = useSections();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const place = sections.findIndex(({ id }) => id === current);
  const [before, after] = [sections[place - 1], sections[place + 1]];
  const fields = sectionsOf(kind).find(({ id }) => id === current)?.fields ?? [];
  const open = (section: string) => {
    void saver.flush();
    void navigate({ to: ".", search: { section } });
  };
  useArrival(heading);
  return (
    <>
      <h2
        ref={heading}
        tabIndex={-1}
        className="border-l-4 border-ai-900 pl-3 text-[1.375rem] leading-snug font-bold"
      >
        {current === "submit" ? t.submit : sectionName(current)}
      </h2>
      {current === "submit" ? (
        <Suspense fallback={<Loading lines={6} />}>
          <SubmitStep saver={saver} state={state} goTo={goTo} />
        </Suspense>
      ) : (
        <div key={edition} className="flex flex-col gap-8">
          {kind === "need" && current === "overview" ? <VisibilityField /> : null}
          {fields.map((field) => (
            <AnyField key={field} field={field} />
          ))}
        </div>
      )}
      <div className="flex flex-wrap justify-between gap-3 border-t border-line pt-5">
        {before ? (
          <Button icon="left" onClick={() => open(before.id)}>
            {t.back}
          </Button>
        ) : (
          <span />
        )}
        {after ? (
          <Button look="primary" onClick={() => open(after.id)}>
            {t.next(after.title)}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** A new section begins at its heading; the first one begins with the page. */
function useArrival(heading: React.RefObject<HTMLHeadingElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest("main")) {
      if (arrivals > 0) {
        heading.current?.focus({ preventScroll: true });
        window.scrollTo({ top: 0 });
      }
    }
    arrivals += 1;
  }, [heading]);
}
let arrivals = 0;
