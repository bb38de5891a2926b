/** Where an application, a member, an organisation stands. */
import type { Schemas } from "@/api/client";
import { useMessages } from "@/i18n/messages";
import { Badge, type BadgeLook } from "@/ui/badges";
import { applicationStates, memberStates, organisationStates } from "./texts";

const ofApplications: Record<Schemas["ApplicationState"], BadgeLook> = {
  received: "yellow",
  approved: "ai",
  declined: "plain",
  joined: "green",
};

export function ApplicationStateBadge({ state }: { state: Schemas["ApplicationState"] }) {
  const t = useMessages(applicationStates);
  return <Badge look={ofApplications[state]}>{t[state]}</Badge>;
}

const ofTaking: Record<Schemas["MemberState"], BadgeLook> = {
  active: "green",
  suspended: "shu",
  left: "plain",
};

export function MemberStateBadge({ state }: { state: Schemas["MemberState"] }) {
  const t = useMessages(memberStates);
  return <Badge look={ofTaking[state]}>{t[state]}</Badge>;
}

export function OrganisationStateBadge({ state }: { state: Schemas["OrganisationState"] }) {
  const t = useMessages(organisationStates);
  return <Badge look={ofTaking[state]}>{t[state]}</Badge>;
}
