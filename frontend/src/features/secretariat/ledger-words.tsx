/** Who, what and which facts: the columns of an entry in words. */
import { Link } from "@tanstack/react-router";
import { $api } from "@/api/client";
import { EvidenceButton } from "@/features/listing/evidence-button";
import { useRole } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { kindNames, organisationKindNames, roleNames, stateNames, tierNames } from "@/ui/badges";
import { useOrganisations } from "./directory";
import { factCodes, factNames, subjectNames } from "./fact-names";
import { type FactValue, factsOf, subjectOf } from "./facts";
import { Hash } from "./hash";
import { mailKinds } from "./mail-kinds";
import { accessReasons, applicationStates, common, memberStates } from "./texts";

const texts = messages(
  { system: "システム", operator: "運用者", outsider: "会員でない方", facts: "記録された内容" },
  { system: "The system", operator: "The operator", outsider: "Not a member", facts: "What was recorded" },
);

const ID_SHOWN = 8;
/** Facts that name an organisation. */
const ORGANISATIONS = new Set(["organisation", "blocked"]);
const NAMES_KEPT = 600_000;

/** Members are named to the secretariat; auditors read ids. */
export function DoerOf({ doer }: { doer: string }) {
  const t = useMessages(texts) as Record<string, string>;
  const role = useRole();
  const word = t[doer];
  if (word) return <span>{word}</span>;
  return role === "secretariat" ? <Person id={doer} /> : <Hash value={doer} shown={ID_SHOWN} />;
}

function Person({ id }: { id: string }) {
  const { pick } = useFormat();
  const query = $api.useQuery(
    "get",
    "/api/v1/members/{id}",
    { params: { path: { id } } },
    { staleTime: NAMES_KEPT },
  );
  if (!query.data) return <Hash value={id} shown={ID_SHOWN} />;
  return (
    <Link to="/members/$id" params={{ id }} className="text-ai-900 underline underline-offset-4">
      {pick(query.data.name)}
    </Link>
  );
}

export function SubjectOf({ subject }: { subject: string }) {
  const names = useMessages(subjectNames) as Record<string, string>;
  const role = useRole();
  const { kind, id } = subjectOf(subject);
  const word = names[kind] ?? kind;
  const link = "text-ai-900 underline underline-offset-4";
  const opens = role === "secretariat" && id !== "";
  if (kind === "organisation" && id) return <Organisation id={id} />;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {opens && kind === "member" ? (
        <Link to="/members/$id" params={{ id }} className={link}>
          {word}
        </Link>
      ) : opens && kind === "undertaking" ? (
        <Link to="/undertakings/$id" params={{ id }} className={link}>
          {word}
        </Link>
      ) : opens && kind === "application" ? (
        <Link to="/applications/$id" params={{ id }} className={link}>
          {word}
        </Link>
      ) : (
        <span>{word}</span>
      )}
      {id ? <Hash value={id} shown={ID_SHOWN} /> : null}
      {id && kind === "listing" ? <EvidenceButton id={id} auditor /> : null}
    </span>
  );
}

/** Organisations are named to the secretariat; auditors read ids. `named`: it stands beside a word that says what it is. */
function Organisation({ id, named = false }: { id: string; named?: boolean }) {
  const names = useMessages(subjectNames);
  const opens = useRole() === "secretariat";
  const { pick, lang } = useFormat();
  const found = useOrganisations().data?.find((one) => one.id === id);
  if (!opens) return <Hash value={id} shown={ID_SHOWN} {...(named ? {} : { label: names.organisation })} />;
  return (
    <Link to="/organisations/$id" params={{ id }} className="text-ai-900 underline underline-offset-4">
      {found ? <span lang={lang(found.name)}>{pick(found.name)}</span> : names.organisation}
    </Link>
  );
}

export function FactList({ facts }: { facts: unknown }) {
  const t = useMessages(texts);
  const names = useMessages(factNames) as Record<string, string>;
  const list = factsOf(facts);
  if (list.length === 0) return <span>–</span>;
  return (
    <dl aria-label={t.facts} className="flex flex-wrap gap-x-4 gap-y-0.5">
      {list.map(({ name, value }, place) => (
        <div key={place} className="flex items-center gap-1.5">
          <dt className="whitespace-nowrap text-ink-soft">{names[name] ?? name}</dt>
          <dd>
            <Value name={name} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ name, value }: { name: string; value: FactValue }) {
  const words = useMessages(common);
  const { dateTime, number } = useFormat();
  const word = useCodeWords();
  switch (value.is) {
    case "nothing":
      return <span>–</span>;
    case "yes":
      return <span>{words.yes}</span>;
    case "no":
      return <span>{words.no}</span>;
    case "id":
      if (ORGANISATIONS.has(name)) return <Organisation id={value.text} named />;
      return <Hash value={value.text} shown={ID_SHOWN} />;
    case "hash":
      return <Hash value={value.text} />;
    case "time":
      return <span className="whitespace-nowrap">{dateTime(value.text)}</span>;
    case "number":
      return <span>{number(Number(value.text))}</span>;
    case "code":
      return <span>{word(name, value.text)}</span>;
  }
}

/** Words for codes; the name of the fact says of which catalogue. */
function useCodeWords(): (name: string, code: string) => string {
  const catalogues: Record<string, string>[] = [
    useMessages(factCodes),
    useMessages(roleNames),
    useMessages(stateNames),
    useMessages(memberStates),
    useMessages(applicationStates),
    useMessages(accessReasons),
    useMessages(tierNames),
    useMessages(kindNames),
    useMessages(organisationKindNames),
    useMessages(mailKinds),
  ];
  return (name, code) => {
    if (name === "reference" || name === "field") return code;
    return catalogues.find((words) => code in words)?.[code] ?? code;
  };
}
