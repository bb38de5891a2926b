/** A long identifier or hash: its beginning is shown, the whole can be copied. On paper it is whole. */
import { useState } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "@/ui/icons";

const texts = messages(
  {
    copy: (label: string) => `${label}を全桁コピーする`,
    copied: "コピーしました",
    hash: "ハッシュ値",
  },
  {
    copy: (label: string) => `Copy ${label} in full`,
    copied: "Copied",
    hash: "the hash",
  },
);

const SHOWN = 12;

export function Hash({ value, label, shown = SHOWN }: { value: string; label?: string; shown?: number }) {
  const t = useMessages(texts);
  const [copied, setCopied] = useState(false);
  if (!value) return <span>–</span>;
  const copy = () =>
    void navigator.clipboard.writeText(value).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 2000);
      },
      () => setCopied(false),
    );
  return (
    <span className="inline-flex items-center gap-1">
      {label ? <span>{label}</span> : null}
      <code className="text-[0.875em] whitespace-nowrap print:hidden" title={value}>
        {value.length > shown ? `${value.slice(0, shown)}…` : value}
      </code>
      <code className="hidden text-[0.75em] break-all print:inline">{value}</code>
      <button
        type="button"
        aria-label={t.copy(label ?? t.hash)}
        title={t.copy(label ?? t.hash)}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded text-ai-900 hover:bg-ai-100 no-print"
        onClick={copy}
      >
        <Icon name={copied ? "check" : "file"} size={14} />
      </button>
      <span role="status" className="sr-only">
        {copied ? t.copied : ""}
      </span>
    </span>
  );
}
