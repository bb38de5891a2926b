/** Buttons and links that look like them. Every target is at least 44 px high unless `size="small"` (32 px, beside text of a table). */
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./icons";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "normal" | "small";

const base =
  "inline-flex items-center justify-center gap-2 rounded-lg font-bold text-center transition-colors disabled:opacity-50 aria-disabled:opacity-50 no-underline";
const looks: Record<ButtonLook, string> = {
  primary: "bg-ai-900 text-white hover:bg-ai-800 active:bg-ai-1000 border border-ai-900",
  secondary: "bg-white text-ai-900 border border-ai-900 hover:bg-ai-50 active:bg-ai-100",
  quiet: "text-ai-900 underline underline-offset-4 hover:bg-ai-50 active:bg-ai-100 border border-transparent",
  danger: "bg-white text-shu-800 border border-shu-800 hover:bg-shu-50 active:bg-shu-100",
};
const sizes: Record<ButtonSize, string> = {
  normal: "min-h-11 px-4 py-2 text-[1rem] leading-snug",
  small: "min-h-8 px-2.5 py-1 text-[0.875rem] leading-snug",
};

export function buttonClass(look: ButtonLook = "secondary", size: ButtonSize = "normal", more = ""): string {
  return `${base} ${looks[look]} ${sizes[size]} ${more}`;
}

interface Common {
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: IconName;
  children: ReactNode;
}

type ButtonProps = Common & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean };

/** While `busy` it stays focusable but does nothing: focus is not lost, and a second press does not act twice. */
export function Button({
  look,
  size,
  icon,
  busy = false,
  children,
  className,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass(look, size, className)}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      {...rest}
    >
      {busy ? <Spinner /> : icon ? <Icon name={icon} size={size === "small" ? 16 : 20} /> : null}
      {children}
    </button>
  );
}

export function LinkButton({
  look,
  size,
  icon,
  children,
  className,
  ...rest
}: Common & LinkProps & { className?: string }) {
  return (
    <Link className={buttonClass(look, size, className)} {...rest}>
      {icon ? <Icon name={icon} size={size === "small" ? 16 : 20} /> : null}
      {children}
    </Link>
  );
}

/** A square button with nothing but an icon; `label` is its name. */
export function IconButton({
  icon,
  label,
  className,
  ...rest
}: { icon: IconName; label: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`inline-flex size-11 items-center justify-center rounded-lg text-ai-900 hover:bg-ai-50 active:bg-ai-100 ${className ?? ""}`}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}

export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="inline-block size-4 animate-spin rounded-full border-2 border-current border-r-transparent"
    />
  );
}
