/**
 * Search parameters as plain `?area=a&area=b`, not JSON: the address of a page is the query that it shows. A parameter that may
 * repeat is read with `listOf`, any other with `textOf`.
 */
export type Address = Record<string, string | string[] | undefined>;

export function parseAddress(query: string): Address {
  const found: Address = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const before = found[name];
    found[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return found;
}

export function writeAddress(address: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(address)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== "") query.append(name, String(one));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

export function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === "string" && one !== "",
  );
}

export function textOf(value: unknown): string | undefined {
  const [first] = listOf(value);
  return first;
}

/** Only our own pages: an address from elsewhere in the link must not lead away. */
export function isOwnPath(path: string | undefined): path is string {
  return path !== undefined && /^\/(?![/\\])/.test(path) && !path.startsWith("/sign-in");
}
