/** The state of a page that must not reach any log, kept behind the # of its address. */
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { Address } from "@/app/address";
import { readHash, writeHash } from "./hash";

/** `write` with `replace` leaves no step to go back to. */
export function useHashState(): [Address, (state: Record<string, unknown>, replace?: boolean) => void] {
  const hash = useLocation({ select: (location) => location.hash });
  const navigate = useNavigate();
  const state = useMemo(() => readHash(hash), [hash]);
  const write = useCallback(
    (next: Record<string, unknown>, replace = false) =>
      void navigate({
        to: ".",
        search: true,
        hash: writeHash(next),
        replace,
        resetScroll: false,
        hashScrollIntoView: false,
      }),
    [navigate],
  );
  return [state, write];
}
