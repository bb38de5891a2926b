/** Who may read a field, as a badge; where the owner may tighten it, as a choice that offers nothing looser. */
import { messages, useMessages } from "@/i18n/messages";
import { TierBadge, tierNames } from "@/ui/badges";
import { tiersFrom } from "./content";
import { useOf, useSpec, useStore } from "./store";

const texts = messages(
  { label: (field: string) => `「${field}」の開示区分`, only: (tier: string) => `${tier}に限る` },
  { label: (field: string) => `Disclosure tier of “${field}”`, only: (tier: string) => `${tier} only` },
);

/** `also`: fields that are guarded together with this one. */
export function TierControl({ field, label, also = [] }: { field: string; label: string; also?: string[] }) {
  const t = useMessages(texts);
  const names = useMessages(tierNames);
  const store = useStore();
  const floor = useSpec(field)?.floor ?? "owner";
  const wanted = useOf((current) => current.overrides()[field]) ?? floor;
  const isBlind = useOf((current) => current.visibility() === "blind");
  const choices = tiersFrom(floor);
  if (isBlind || choices.length < 2) return <TierBadge tier={isBlind ? "owner" : floor} />;
  const look =
    wanted === floor
      ? "border-ai-200 bg-ai-50 text-ai-1000"
      : "border-shu-800 bg-shu-50 font-bold text-shu-900";
  return (
    <select
      aria-label={t.label(label)}
      value={wanted}
      className={`min-h-7 rounded border px-1 py-0 text-[0.8125rem] font-normal ${look}`}
      onChange={(event) => {
        const tier = choices.find((one) => one === event.target.value);
        if (tier) for (const name of [field, ...also]) store.guard(name, tier, floor);
      }}
    >
      {choices.map((tier) => (
        <option key={tier} value={tier}>
          {tier === floor ? names[tier] : t.only(names[tier])}
        </option>
      ))}
    </select>
  );
}
