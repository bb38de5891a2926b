/** `/help`: short answers, with anchors that other pages link to. What the reader's role does not meet comes last. */
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useRole } from "@/features/me";
import { useMessages } from "@/i18n/messages";
import { TierBadge } from "@/ui/badges";
import { Card, Page, Section } from "@/ui/page";
import { helpTexts, TIERS, type Topic, topicsFor } from "./help-texts";
import { Keys } from "./keys";
import { States } from "./states";

export function Help() {
  const t = useMessages(helpTexts);
  const topics = topicsFor(useRole());
  const hash = useLocation({ select: (location) => location.hash });
  // The page came after the address: the browser found no such place then.
  useEffect(() => {
    document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
  return (
    <Page title={t.title} lead={t.lead} width="narrow">
      <nav aria-label={t.contents}>
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {topics.map((topic) => (
            <li key={topic}>
              <a
                href={`#${topic}`}
                className="inline-flex min-h-8 items-center text-ai-900 underline underline-offset-4"
              >
                {t.topics[topic].title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {topics.map((topic) => (
        <Section key={topic} id={topic} title={t.topics[topic].title}>
          <TopicText topic={topic} />
        </Section>
      ))}
    </Page>
  );
}

function TopicText({ topic }: { topic: Topic }) {
  const t = useMessages(helpTexts);
  return (
    <>
      {t.topics[topic].text.split("\n").map((paragraph) => (
        <p key={paragraph} className="leading-[1.9]">
          {paragraph}
        </p>
      ))}
      {topic === "tiers" ? <Tiers /> : null}
      {topic === "states" ? <States /> : null}
      {topic === "keyboard" ? <Keys /> : null}
    </>
  );
}

function Tiers() {
  const t = useMessages(helpTexts);
  return (
    <Card>
      <dl className="flex flex-col gap-4">
        {TIERS.map((tier) => (
          <div key={tier} className="flex flex-col gap-1 sm:flex-row sm:gap-4">
            <dt className="sm:w-32 sm:shrink-0">
              <TierBadge tier={tier} />
            </dt>
            <dd>{t.tiers[tier]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
