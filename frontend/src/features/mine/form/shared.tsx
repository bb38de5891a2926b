/** What every field of the form has around its widget: words, tier, remarks, comments. */
import type { ReactNode } from "react";
import type { FieldName } from "@/features/listing-view/fields";
import { useFieldName } from "@/features/listing-view/names";
import { useMessages } from "@/i18n/messages";
import type { FieldProps } from "@/ui/field";
import { FieldComments } from "./comments";
import { faultAt, faultIn } from "./content";
import { FieldFindings } from "./findings";
import { hints } from "./hints";
import { useFaults, useSpec, useStore } from "./store";
import { TierControl } from "./tier-control";

/** Label, support text, error and tier of a field, ready for the kit's field components. `whole`: also what is wrong inside of it. */
export function useFieldProps(field: string, whole = true): FieldProps {
  const { kind } = useStore();
  const label = useFieldName(kind)(field);
  const support = (useMessages(hints)[kind] as Record<string, string>)[field];
  const faults = useFaults(field);
  const path = `content.${field}`;
  const error = (whole ? faultIn : faultAt)(faults, path);
  const required = useSpec(field)?.rule.required ?? false;
  return {
    name: path,
    label,
    aside: <TierControl field={field} label={label} />,
    ...(support ? { support } : {}),
    ...(error ? { error } : {}),
    ...(required ? { required } : {}),
  };
}

/** Notices when the person leaves the field, and shows what was found and said about it. */
export function Around({
  field,
  children,
}: {
  field: FieldName | "stage" | "visibility";
  children: ReactNode;
}) {
  const store = useStore();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus left
    <div
      className="flex flex-col gap-2"
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        // A remark that appears between press and release would move the button away from under the pointer.
        setTimeout(() => {
          for (const name of field === "stage" ? ["stage_min", "stage_max"] : [field]) store.touch(name);
        }, 300);
      }}
    >
      {children}
      <FieldFindings field={field} />
      <FieldComments field={field} />
    </div>
  );
}
