/** Moves that an owner makes: one request each, and the screen reads anew what changed. */
import { api, refresh } from "@/api/client";
import { explain } from "@/api/problem";
import { toast } from "@/ui/toast";

export type OwnMove = "recall" | "pause" | "resume" | "renew" | "withdraw" | "conclude";
export interface MoveDetails {
  reason?: string | null;
  valid_until?: string | null;
}

/** Where a listing begins on the screen: its title in the list, its standing on the overview. */
export const standingId = (id: string): string => `listing-${id}`;

/** A move takes away the button that made it: work goes on where the listing says how it stands. */
export function landAtStanding(id: string): void {
  setTimeout(() => {
    if (document.activeElement === document.body) document.getElementById(standingId(id))?.focus();
  });
}

async function make(
  id: string,
  move: OwnMove,
  { reason = null, valid_until = null }: MoveDetails,
): Promise<void> {
  const params = { path: { id }, header: { "Idempotency-Key": crypto.randomUUID() } };
  switch (move) {
    case "recall":
      await api.POST("/api/v1/listings/{id}/recall", { params });
      return;
    case "pause":
      await api.POST("/api/v1/listings/{id}/pause", { params });
      return;
    case "resume":
      await api.POST("/api/v1/listings/{id}/resume", { params });
      return;
    case "renew":
      await api.POST("/api/v1/listings/{id}/renew", { params, body: { valid_until } });
      return;
    case "withdraw":
      await api.POST("/api/v1/listings/{id}/withdraw", { params, body: { reason } });
      return;
    case "conclude":
      await api.POST("/api/v1/listings/{id}/conclude", { params, body: { reason } });
  }
}

/** True if it was done; what went wrong is said. */
export function useMove(id: string) {
  const move = async (
    name: OwnMove,
    done: string,
    details: MoveDetails = {},
    undo?: { label: string; run: () => void },
  ): Promise<boolean> => {
    try {
      await make(id, name, details);
    } catch (error) {
      const { detail, fields } = explain(error);
      toast(fields[0]?.message ?? detail);
      return false;
    }
    toast(done, undo);
    await refresh("/listings");
    landAtStanding(id);
    return true;
  };
  return move;
}
