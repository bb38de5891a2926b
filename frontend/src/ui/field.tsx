/**
 * Form fields of the platform's own widgets, with the agency's order: label, support text, error, widget. `name` is the field's name in the
 * API, so that a problem's field finds its place (`id` is `field-<name>`).
 */

import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "./icons";

const texts = messages(
  { required: "※必須", characters: (n: number, max: number) => `${n} / ${max}字` },
  { required: "required", characters: (n: number, max: number) => `${n} / ${max} characters` },
);

export const inputClass =
  "w-full min-h-11 rounded-lg border border-solid-gray-600 bg-white px-3 py-2 text-[1rem] leading-relaxed aria-invalid:border-2 aria-invalid:border-shu-800 disabled:bg-solid-gray-50 disabled:text-ink-soft [&[readonly]]:bg-solid-gray-50";

export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^a-zA-Z0-9_-]/g, "-")}`;
}

export interface FieldProps {
  name: string;
  label: ReactNode;
  support?: ReactNode;
  error?: ReactNode;
  required?: boolean | undefined;
  /** Beside the label: a tier badge, say */
  aside?: ReactNode;
}

/** What a widget needs to be described by its label, support text and error. */
export function described(props: Pick<FieldProps, "name" | "support" | "error" | "required">) {
  const id = fieldId(props.name);
  const by = [props.support ? `${id}-support` : "", props.error ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  return {
    id,
    name: props.name,
    ...(by ? { "aria-describedby": by } : {}),
    ...(props.error ? { "aria-invalid": true as const } : {}),
    ...(props.required ? { "aria-required": true as const } : {}),
  };
}

/** Label, support text and error around one widget. */
export function Field({
  name,
  label,
  support,
  error,
  required,
  aside,
  children,
}: FieldProps & { children: ReactNode }) {
  const id = fieldId(name);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <label htmlFor={id} className="font-bold">
          {label}
          {required ? <Required /> : null}
        </label>
        {aside}
      </div>
      <Notes id={id} support={support} error={error} />
      {children}
    </div>
  );
}

/** As `Field`, for several widgets under one name: radio buttons, checkboxes. */
export function FieldGroup({
  name,
  label,
  support,
  error,
  required,
  aside,
  children,
}: FieldProps & { children: ReactNode }) {
  const { id, "aria-describedby": by } = described({ name, support, error });
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={by} className="flex min-w-0 flex-col gap-1.5">
      <legend className="float-left flex w-full flex-wrap items-center gap-x-3 gap-y-1 font-bold">
        <span>
          {label}
          {required ? <Required /> : null}
        </span>
        {aside}
      </legend>
      <Notes id={id} support={support} error={error} />
      {children}
    </fieldset>
  );
}

function Notes({ id, support, error }: { id: string; support?: ReactNode; error?: ReactNode }) {
  return (
    <>
      {support ? (
        <p id={`${id}-support`} className="text-[0.875rem] text-ink-soft">
          {support}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="flex gap-1.5 text-[0.875rem] font-bold text-shu-800">
          <Icon name="warning" size={18} className="mt-0.5" />
          {error}
        </p>
      ) : null}
    </>
  );
}

export function Required() {
  const t = useMessages(texts);
  return <span className="ml-2 text-[0.875rem] font-normal text-shu-800">{t.required}</span>;
}

type Own = "name" | "required";

export function TextField({
  name,
  label,
  support,
  error,
  required,
  aside,
  className,
  ...rest
}: FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, Own>) {
  const field = { name, label, support, error, aside, required };
  return (
    <Field {...field}>
      <input className={`${inputClass} ${className ?? ""}`} {...described(field)} {...rest} />
    </Field>
  );
}

/** Grows with its text. `count` shows how long it is against `max`. */
export function TextArea({
  name,
  label,
  support,
  error,
  required,
  aside,
  count,
  max,
  className,
  ...rest
}: FieldProps & { count?: number; max?: number } & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Own>) {
  const t = useMessages(texts);
  const field = { name, label, support, error, aside, required };
  return (
    <Field {...field}>
      <textarea
        rows={3}
        className={`${inputClass} field-sizing-content max-h-[60vh] ${className ?? ""}`}
        {...described(field)}
        {...rest}
      />
      {count !== undefined && max !== undefined ? (
        <p
          className={`text-right text-[0.875rem] tabular-nums ${count > max ? "font-bold text-shu-800" : "text-ink-soft"}`}
        >
          {t.characters(count, max)}
        </p>
      ) : null}
    </Field>
  );
}

export function SelectField({
  name,
  label,
  support,
  error,
  required,
  aside,
  className,
  children,
  ...rest
}: FieldProps & Omit<SelectHTMLAttributes<HTMLSelectElement>, Own>) {
  const field = { name, label, support, error, aside, required };
  return (
    <Field {...field}>
      <select className={`${inputClass} ${className ?? ""}`} {...described(field)} {...rest}>
        {children}
      </select>
    </Field>
  );
}

/** A checkbox or radio button with its label as one target of 44 px. */
export function Choice({
  label,
  support,
  compact = false,
  ...rest
}: { label: ReactNode; support?: ReactNode; compact?: boolean } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label
      className={`flex items-start gap-2.5 rounded-lg ${compact ? "min-h-8 py-1" : "min-h-11 px-1 py-2"} hover:bg-ai-50`}
    >
      <input className="mt-1 size-5 shrink-0 accent-ai-900" {...rest} />
      <span className="min-w-0">
        {label}
        {support ? <span className="block text-[0.875rem] text-ink-soft">{support}</span> : null}
      </span>
    </label>
  );
}
