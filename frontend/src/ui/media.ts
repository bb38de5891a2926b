/** What the screen is like now. What a narrow screen does not show need not be drawn there. */
import { useSyncExternalStore } from "react";

/** Whether the media query holds, such as `(min-width: 64rem)` (Tailwind's `lg`). */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}
