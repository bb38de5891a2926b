/** What each state of a listing means. */
import { useMessages } from "@/i18n/messages";
import { StateBadge } from "@/ui/badges";
import { Card } from "@/ui/page";
import { helpTexts, STATES } from "./help-texts";

export function States() {
  const t = useMessages(helpTexts);
  return (
    <Card>
      <dl className="flex flex-col gap-4">
        {STATES.map((state) => (
          <div key={state} className="flex flex-col gap-1 sm:flex-row sm:gap-4">
            <dt className="sm:w-44 sm:shrink-0">
              <StateBadge state={state} />
            </dt>
            <dd>{t.states[state]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
