/** The facts of an entry, sorted out: what kind of value each one is decides how it is written. */

export type FactValue =
  | { is: "nothing" }
  | { is: "yes" | "no" }
  | { is: "id" | "hash" | "time" | "code" | "number"; text: string };

export interface Fact {
  name: string;
  value: FactValue;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const HASH = /^[0-9a-f]{64}$/i;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
/** Microseconds since 1970: some instants are kept as whole numbers. */
const MICROS = 1e14;

export function factOf(value: unknown): FactValue {
  if (value === null || value === undefined || value === "") return { is: "nothing" };
  if (typeof value === "boolean") return { is: value ? "yes" : "no" };
  if (typeof value === "number") {
    if (value < MICROS) return { is: "number", text: String(value) };
    return { is: "time", text: new Date(value / 1000).toISOString() };
  }
  if (typeof value !== "string") return { is: "code", text: JSON.stringify(value) };
  if (ID.test(value)) return { is: "id", text: value };
  if (HASH.test(value)) return { is: "hash", text: value };
  if (TIME.test(value)) return { is: "time", text: value };
  return { is: "code", text: value };
}

export function factsOf(facts: unknown): Fact[] {
  if (typeof facts !== "object" || facts === null) return [];
  return Object.entries(facts).flatMap(([name, value]) =>
    // Several of a kind stand in a list, or each under its tier.
    (typeof value === "object" && value !== null ? Object.values(value) : [value]).map((one) => ({
      name,
      value: factOf(one),
    })),
  );
}

/** `listing:0c2e…` is of a kind, and has an id. */
export function subjectOf(subject: string): { kind: string; id: string } {
  const place = subject.indexOf(":");
  return place < 0
    ? { kind: subject, id: "" }
    : { kind: subject.slice(0, place), id: subject.slice(place + 1) };
}
