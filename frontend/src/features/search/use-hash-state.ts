/** The state of a page that must not reach any log, kept behind the # of its address. */
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import type { Address } from "@/app/address";
import { readHash, writeHash } from "./hash";

/** `write` with `replace` leaves no step to go back to. */
export function useHashState(): [Address, (state: Record<string, unknown>, replace?: boolean) => void] {
  const { pathname, hash } = useLocation();
  const navigate = useNavigate();
  // The address changes before the next page is there; what stands behind its # is then no longer about this one.
  const [own] = useState(pathname);
  const [shown, setShown] = useState(hash);
  if (pathname === own && hash !== shown) setShown(hash);
  const state = useMemo(() => readHash(shown), [shown]);
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
