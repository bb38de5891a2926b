/** What Enishi is, on one screen and a little more. */
import { Link } from "@tanstack/react-router";
import { useMessages } from "@/i18n/messages";
import { buttonClass, LinkButton } from "@/ui/button";
import { Icon, type IconName } from "@/ui/icons";
import { usePageHeading } from "@/ui/page";
import { landingTexts } from "./landing-texts";
import { Strands } from "./strands";

const inner = "mx-auto w-full max-w-[72rem] px-5 sm:px-8";

export function Landing() {
  return (
    <div className="-mb-10">
      <Hero />
      <Promises />
      <Steps />
      <Why />
      <End />
    </div>
  );
}

function Hero() {
  const t = useMessages(landingTexts);
  const heading = usePageHeading(t.tab);
  return (
    <section className="relative overflow-hidden border-b border-line">
      <div
        className={`${inner} grid items-center gap-2 pt-10 pb-2 lg:min-h-[30rem] lg:grid-cols-[1.1fr_1fr] lg:py-14`}
      >
        <div className="relative z-10 flex flex-col gap-6">
          <h1
            ref={heading}
            tabIndex={-1}
            className="text-[2rem] leading-[1.35] font-bold text-balance text-ai-1000 sm:text-[2.75rem] sm:leading-[1.3]"
          >
            {t.headline}
          </h1>
          <p className="max-w-[34rem] text-[1.0625rem] leading-[1.9]">{t.lead}</p>
          <div className="flex flex-wrap items-center gap-3">
            <LinkButton to="/apply" look="primary" className="px-6">
              {t.apply}
            </LinkButton>
            <LinkButton to="/sign-in" className="px-6">
              {t.signIn}
            </LinkButton>
            <LinkButton to="/about" look="quiet">
              {t.about}
            </LinkButton>
          </div>
        </div>
        <Strands className="pointer-events-none -mx-8 h-52 w-[calc(100%+4rem)] sm:h-72 lg:absolute lg:top-0 lg:right-0 lg:mx-0 lg:h-full lg:w-[min(56%,48rem)]" />
      </div>
    </section>
  );
}

function Promises() {
  const t = useMessages(landingTexts);
  const promises = [
    [t.researcher, t.researcherPromise, t.researcherWhat],
    [t.company, t.companyPromise, t.companyWhat],
    [t.liaison, t.liaisonPromise, t.liaisonWhat],
  ] as const;
  return (
    <section className={`${inner} py-12`}>
      <h2 className="sr-only">{t.promises}</h2>
      <ul className="grid gap-5 md:grid-cols-3">
        {promises.map(([whom, promise, what]) => (
          <li key={whom} className="flex flex-col gap-2 rounded-xl border border-line bg-white p-6">
            <p className="text-[0.9375rem] font-bold text-shu-800">{whom}</p>
            <h3 className="text-[1.1875rem] leading-snug font-bold text-ai-1000">{promise}</h3>
            <p className="text-[0.9375rem]">{what}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Steps() {
  const t = useMessages(landingTexts);
  const s = t.steps;
  const steps = [
    [s.write, s.writeWhat],
    [s.check, s.checkWhat],
    [s.meet, s.meetWhat],
    [s.talk, s.talkWhat],
  ] as const;
  return (
    <section className="border-y border-line bg-white">
      <div className={`${inner} py-12`}>
        <h2 className="text-[1.5rem] font-bold text-ai-1000">{t.how}</h2>
        <ol className="relative mt-7 grid gap-x-6 gap-y-7 sm:grid-cols-2 lg:grid-cols-4">
          {steps.map(([name, what], place) => (
            <li key={name} className="relative flex gap-4 lg:flex-col lg:gap-3">
              {/* The strand from step to step. */}
              {place < steps.length - 1 ? (
                <span
                  aria-hidden="true"
                  className="absolute top-5 left-12 hidden h-0.5 w-[calc(100%-1.75rem)] bg-ai-200 lg:block"
                />
              ) : null}
              <span
                aria-hidden="true"
                className={`relative flex size-10 shrink-0 items-center justify-center rounded-full text-[1.0625rem] font-bold text-white ${place % 2 === 0 ? "bg-shu-700" : "bg-ai-900"}`}
              >
                {place + 1}
              </span>
              <div className="flex flex-col gap-1">
                <h3 className="text-[1.125rem] font-bold">{name}</h3>
                <p className="text-[0.9375rem]">{what}</p>
              </div>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Why() {
  const t = useMessages(landingTexts);
  const ways: [IconName, string, string][] = [
    ["user", t.vetting, t.vettingWhat],
    ["scale", t.undertaking, t.undertakingWhat],
    ["book", t.ledger, t.ledgerWhat],
  ];
  return (
    <section className={`${inner} grid gap-8 py-12 lg:grid-cols-2 lg:gap-14`}>
      <div className="flex flex-col gap-4">
        <h2 className="text-[1.5rem] font-bold text-ai-1000">{t.why}</h2>
        <p className="leading-[1.9]">{t.whyWhat}</p>
        <p>
          <Link
            to="/about"
            hash="confidentiality"
            className="inline-flex min-h-8 items-center text-ai-900 underline underline-offset-4"
          >
            {t.confidence}
          </Link>
        </p>
      </div>
      <ul className="flex flex-col gap-5">
        {ways.map(([icon, name, what]) => (
          <li key={name} className="flex gap-4">
            <span className="flex size-11 shrink-0 items-center justify-center rounded-full bg-ai-100 text-ai-900">
              <Icon name={icon} size={22} />
            </span>
            <div>
              <h3 className="font-bold">{name}</h3>
              <p className="text-[0.9375rem] text-ink-soft">{what}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function End() {
  const t = useMessages(landingTexts);
  return (
    <section className="bg-ai-1000 text-white">
      <div className={`${inner} flex flex-wrap items-center justify-between gap-6 py-10`}>
        <div>
          <h2 className="text-[1.375rem] font-bold">{t.end}</h2>
          <p className="mt-1">{t.endWhat}</p>
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Link to="/apply" className={buttonClass("secondary", "normal", "border-white! px-6")}>
            {t.apply}
          </Link>
          <Link
            to="/public"
            className="inline-flex min-h-11 items-center px-2 text-white underline underline-offset-4"
          >
            {t.public}
          </Link>
        </div>
      </div>
    </section>
  );
}
