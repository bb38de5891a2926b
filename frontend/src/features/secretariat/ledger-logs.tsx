/** The logs with their heads. One for the platform, and one for each organisation. */
import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Table } from "@/ui/table";
import { useOrganisations } from "./directory";
import { subjectOf } from "./facts";
import { Hash } from "./hash";

const texts = messages(
  {
    caption: "ログの一覧",
    log: "ログ",
    size: "記録の数",
    head: "全記録のハッシュ値（マークル木の根）",
    platform: "共通（会員・誓約・運営）",
    organisation: (id: string) => `機関 ${id}`,
  },
  {
    caption: "All logs",
    log: "Log",
    size: "Entries",
    head: "Hash of all entries (Merkle root)",
    platform: "Platform: members, undertakings, administration",
    organisation: (id: string) => `Organisation ${id}`,
  },
);

/** Organisations are named to whoever may read the directory. */
export function useLogName(): (log: string) => string {
  const t = useMessages(texts);
  const { pick } = useFormat();
  const organisations = useOrganisations();
  return (log) => {
    if (log === "platform") return t.platform;
    const { id } = subjectOf(log);
    const found = organisations.data?.find((one) => one.id === id);
    return found ? pick(found.name) : t.organisation(id.slice(0, 8));
  };
}

export function LogTable({ logs, chosen }: { logs: Schemas["LogHead"][]; chosen: string }) {
  const t = useMessages(texts);
  const { number } = useFormat();
  const nameOf = useLogName();
  // The platform's log first, then by name.
  const sorted = [...logs].sort(
    (one, other) =>
      Number(other.log === "platform") - Number(one.log === "platform") ||
      nameOf(one.log).localeCompare(nameOf(other.log), "ja"),
  );
  return (
    <div className="relative max-h-[22rem] overflow-y-auto rounded-xl print:max-h-none">
      <Table
        dense
        caption={t.caption}
        head={[
          t.log,
          <span key="size" className="block text-right">
            {t.size}
          </span>,
          t.head,
        ]}
      >
        {sorted.map((log) => (
          <tr key={log.log} className={log.log === chosen ? "bg-ai-100" : undefined}>
            <td>
              <Link
                to="/ledger"
                search={{ log: log.log }}
                resetScroll={false}
                aria-current={log.log === chosen ? "true" : undefined}
                className={`inline-flex min-h-6 items-center text-ai-900 underline underline-offset-4 ${log.log === chosen ? "font-bold" : ""}`}
              >
                {nameOf(log.log)}
              </Link>
            </td>
            <td className="text-right tabular-nums">{number(log.size)}</td>
            <td>
              <Hash value={log.root} />
            </td>
          </tr>
        ))}
      </Table>
    </div>
  );
}
