/** Which queue is worked through, and where work goes on after one listing of it. */
import type { Schemas } from "@/api/client";
import { type Address, textOf } from "@/app/address";

/** The order and kind that an address asks for. */
export function queueOf(address: Address): { order: "age" | "risk"; kind?: Schemas["ListingKind"] } {
  const kind = textOf(address["kind"]);
  return {
    order: textOf(address["order"]) === "risk" ? "risk" : "age",
    ...(kind === "seed" || kind === "need" ? { kind } : {}),
  };
}

/** Whether the reader can carry it on; what somebody else must publish only waits beside it. */
export function waitsForReader({ moves }: { moves: Schemas["Move"][] }): boolean {
  return moves.some((move) => move === "approve" || move === "publish" || move === "institution_approve");
}

/** What follows `current` in the queue, beginning anew at its end; nothing if nothing else waits. */
export function nextInQueue<T extends { id: string }>(queue: T[], current: string): T | undefined {
  const place = queue.findIndex(({ id }) => id === current);
  return [...queue.slice(place + 1), ...queue.slice(0, Math.max(place, 0))][0];
}
