/** The words that two texts share, strongest first; where they meet by another name, that too. */
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { useMessages } from "@/i18n/messages";
import { nearTexts } from "./texts";

export function SharedWords({ shared }: { shared: Schemas["SharedWord"][] }) {
  const t = useMessages(nearTexts);
  const { pick } = useFormat();
  if (shared.length === 0) return null;
  return (
    <p className="text-[0.875rem] text-ink-soft">
      {t.shared}
      {": "}
      {shared.map(({ surface, concept }, place) => {
        const name = pick(concept);
        return (
          <span key={place} className="text-ink">
            {place > 0 ? " · " : ""}
            {surface}
            {name && name !== surface ? t.named(name) : ""}
          </span>
        );
      })}
    </p>
  );
}
