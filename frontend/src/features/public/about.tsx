/** `/about`: what Enishi is, what it promises, how it keeps confidence, and what it cannot do. */
import { Link } from "@tanstack/react-router";
import { useSession } from "@/api/session";
import { useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Icon } from "@/ui/icons";
import { Page, Section } from "@/ui/page";
import { aboutTexts } from "./about-texts";

export function About() {
  const t = useMessages(aboutTexts);
  const anonymous = useSession() === "anonymous";
  return (
    <Page title={t.title} lead={t.lead} width="narrow">
      <div className="flex flex-col gap-10">
        <Section title={t.what}>
          <p className="leading-[1.9]">{t.whatText}</p>
        </Section>
        <Section title={t.promises}>
          <ol className="flex flex-col gap-3">
            {t.fourPromises.map(([name, text], place) => (
              <li key={name} className="flex gap-4 rounded-xl border border-line bg-white p-5">
                <span
                  aria-hidden="true"
                  className={`text-[1.5rem] leading-none font-bold ${place % 2 ? "text-ai-900" : "text-shu-700"}`}
                >
                  {place + 1}
                </span>
                <div>
                  <h3 className="leading-snug font-bold">{name}</h3>
                  <p className="mt-1">{text}</p>
                </div>
              </li>
            ))}
          </ol>
        </Section>
        <Section title={t.who}>
          <Points items={t.whoPoints} />
        </Section>
        <Section title={t.how} id="confidentiality">
          <Points items={t.howPoints} />
        </Section>
        <Section title={t.limits} id="limits">
          <p>{t.limitsLead}</p>
          <Points items={t.limitsPoints} mark="minus" />
        </Section>
        <Section title={t.questions} id="questions">
          <div className="flex flex-col gap-2">
            {t.answers.map(([question, answer]) => (
              <details key={question} className="rounded-xl border border-line bg-white">
                <summary className="min-h-11 px-5 py-2.5 font-bold">{question}</summary>
                <p className="border-t border-line px-5 py-4">{answer}</p>
              </details>
            ))}
          </div>
        </Section>
        <div className="flex flex-wrap items-center gap-3">
          {anonymous ? (
            <LinkButton to="/apply" look="primary">
              {t.apply}
            </LinkButton>
          ) : null}
          <Link
            to="/public"
            className="inline-flex min-h-11 items-center text-ai-900 underline underline-offset-4"
          >
            {t.public}
          </Link>
        </div>
      </div>
    </Page>
  );
}

function Points({ items, mark = "check" }: { items: readonly string[]; mark?: "check" | "minus" }) {
  return (
    <ul className="flex flex-col gap-2.5">
      {items.map((item) => (
        <li key={item} className="flex gap-3">
          <Icon name={mark} className={`mt-1 ${mark === "check" ? "text-green-900" : "text-shu-800"}`} />
          <span className="min-w-0">{item}</span>
        </li>
      ))}
    </ul>
  );
}
