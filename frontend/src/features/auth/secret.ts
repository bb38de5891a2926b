/** The secret of a mailed link: it stands behind the `#` and leaves the address bar, and with it the history, as soon as it was read. */
import { useEffect, useState } from "react";

export function secretIn(hash: string): string | null {
  const secret = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  return secret || null;
}

/** The secret of this page's link; `null` if the page was opened without one, or reloaded. */
export function useSecret(): string | null {
  const [secret] = useState(() => secretIn(location.hash));
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  }, []);
  return secret;
}
