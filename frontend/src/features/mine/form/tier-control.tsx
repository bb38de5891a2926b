/** Who may read a field, as a badge; where the owner may tighten it, as a choice that offers nothing looser. */
import { messages, useMessages } from "@/i18n/messages";
import { TierBadge, tierNames } from "@/ui/badges";
import { Icon } from "@/ui/icons";
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
  const isTight = wanted !== floor;
  const look = isTight ? "border-shu-800 bg-shu-50 text-shu-900" : "border-ai-200 bg-ai-100 text-ai-1000";
  return (
    <span
      className={`inline-flex items-center gap-1 rounded border pl-1.5 text-[0.8125rem] font-normal ${look}`}
    >
      <Icon name={wanted === "members" ? "eye" : "lock"} size={13} />
      <select
        aria-label={t.label(label)}
        value={wanted}
        className="field-sizing-content min-h-6 rounded bg-transparent py-0"
        onChange={(event) => {
          const tier = choices.find((one) => one === event.target.value);
          if (tier) for (const name of [field, ...also]) store.guard(name, tier, floor);
        }}
      >
        {choices.map((tier) => (
          <option key={tier} value={tier} className="bg-white text-ink">
            {tier === floor ? names[tier] : t.only(names[tier])}
          </option>
        ))}
      </select>
    </span>
  );
}
