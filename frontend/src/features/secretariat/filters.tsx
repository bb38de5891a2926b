/** Filters above a table. What is chosen stands in the address, so that it can be kept and sent. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Address, textOf } from "@/app/address";
import { useMessages } from "@/i18n/messages";
import { inputClass } from "@/ui/field";
import { common } from "./texts";

/** The values that the address names, of those that are known. */
export function useFilter<T extends string>(name: string, known: readonly T[]): T | undefined {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const value = textOf(search[name]);
  return known.find((one) => one === value);
}

export function useSetFilter(): (name: string, value: string) => void {
  const navigate = useNavigate();
  return (name, value) =>
    void navigate({
      to: ".",
      search: (before: Address) => ({ ...before, [name]: value || undefined }),
      replace: true,
    });
}

export function FilterBar({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-end gap-x-4 gap-y-3 no-print">{children}</div>;
}

export function FilterSelect({
  name,
  label,
  value,
  options,
  unset,
}: {
  name: string;
  label: string;
  value: string | undefined;
  options: [value: string, label: string][];
  /** What holds while nothing is chosen, if not everything */
  unset?: string;
}) {
  const t = useMessages(common);
  const set = useSetFilter();
  return (
    <label className="flex min-w-0 flex-col gap-1">
      <span className="text-[0.875rem] font-bold">{label}</span>
      <select
        className={`${inputClass} max-w-[18rem] min-w-[9rem]`}
        value={value ?? ""}
        onChange={(event) => set(name, event.target.value)}
      >
        <option value="">{unset ?? t.all}</option>
        {options.map(([code, word]) => (
          <option key={code} value={code}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Options out of a catalogue of codes. */
export function optionsOf<K extends string>(names: Record<K, string>): [K, string][] {
  return Object.entries(names) as [K, string][];
}

export function keysOf<K extends string>(names: Record<K, string>): K[] {
  return Object.keys(names) as K[];
}
