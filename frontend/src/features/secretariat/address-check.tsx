/** The applicant's address beside the organisation's domains: the first thing that a vetter looks at. */
import type { ReactNode } from "react";
import { $api, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "@/ui/icons";
import { domainOf, fitOf } from "./address";

const texts = messages(
  {
    fits: (domain: string) => `${domain} は機関のドメインと一致しています`,
    foreign: (domain: string, known: string) =>
      `${domain} は機関のドメイン（${known}）と異なります。所属を別の方法で確かめてください`,
    open: "機関のドメインが登録されていないため、照合していません",
    unknown: (domain: string) =>
      `新しい機関のため、${domain} は照合できません。機関の公式サイトなどで確かめてください`,
  },
  {
    fits: (domain: string) => `${domain} is a domain of the organisation`,
    foreign: (domain: string, known: string) =>
      `${domain} is not a domain of the organisation (${known}). Check in another way that the person works there`,
    open: "The organisation has no domains on record, so nothing was compared",
    unknown: (domain: string) =>
      `A new organisation: ${domain} cannot be compared. Check it on the organisation’s own site`,
  },
);

export function AddressCheck({ application }: { application: Schemas["ApplicationView"] }) {
  return (
    <span className="flex flex-col gap-1">
      <span>{application.email}</span>
      {application.organisation?.id ? (
        <Compared email={application.email} organisation={application.organisation.id} />
      ) : (
        <Unknown email={application.email} />
      )}
    </span>
  );
}

function Unknown({ email }: { email: string }) {
  const t = useMessages(texts);
  return <Line good={false}>{t.unknown(domainOf(email))}</Line>;
}

function Compared({ email, organisation }: { email: string; organisation: string }) {
  const t = useMessages(texts);
  const { list } = useFormat();
  const query = $api.useQuery("get", "/api/v1/organisations/{id}", {
    params: { path: { id: organisation } },
  });
  if (!query.data) return null;
  const domains = query.data.email_domains;
  const fit = fitOf(email, domains);
  const domain = domainOf(email);
  if (fit === "fits") return <Line good>{t.fits(domain)}</Line>;
  return <Line good={false}>{fit === "open" ? t.open : t.foreign(domain, list(domains))}</Line>;
}

function Line({ good, children }: { good: boolean; children: ReactNode }) {
  return (
    <span
      className={`flex items-start gap-1.5 text-[0.875rem] ${good ? "text-green-1000" : "font-bold text-shu-900"}`}
    >
      <Icon name={good ? "check" : "warning"} size={18} className="mt-0.5" />
      <span>{children}</span>
    </span>
  );
}
