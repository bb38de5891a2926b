/** Whether an address belongs to an organisation: as the server sees it, a domain admits itself and what is under it. */

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1).toLowerCase();
}

export type DomainFit = "fits" | "foreign" | "open";

/** `open`: the organisation has no domains, so any institutional address will do. */
export function fitOf(email: string, domains: readonly string[]): DomainFit {
  if (domains.length === 0) return "open";
  const domain = domainOf(email);
  const under = (parent: string) => domain === parent || domain.endsWith(`.${parent}`);
  return domains.some(under) ? "fits" : "foreign";
}
