/** `/ledger`: the logs, whether they hold together, and what is in them. For the secretariat and auditors. */
import { useSearch } from "@tanstack/react-router";
import { $api } from "@/api/client";
import { textOf } from "@/app/address";
import { messages, useMessages } from "@/i18n/messages";
import { Page, Section } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { LedgerEntries } from "./ledger-entries";
import { LogTable, useLogName } from "./ledger-logs";
import { Verification } from "./ledger-verification";

const texts = messages(
  {
    title: "台帳",
    lead: "誰が、いつ、何をしたかの記録です。全体が一つのハッシュ値にまとめられ、10分ごとに署名されます。あとから書き換えたり消したりすると、検証で分かります。掲載の文章は入っていません。",
    logs: "ログ",
    entriesOf: (name: string) => `記録：${name}`,
    empty: "台帳はまだ空です",
    unknown: "このログはありません",
  },
  {
    title: "Ledger",
    lead: "Who did what, and when. All entries add up to one hash, which is signed every ten minutes, so a later change or removal is found by verification. No text of any listing is in it.",
    logs: "Logs",
    entriesOf: (name: string) => `Entries: ${name}`,
    empty: "The ledger is empty",
    unknown: "There is no such log",
  },
);

export function Ledger() {
  const t = useMessages(texts);
  const nameOf = useLogName();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const log = textOf(search["log"]) ?? "platform";
  const query = $api.useQuery("get", "/api/v1/ledger/logs");
  return (
    <div className="print-wide">
      <Page title={t.title} lead={t.lead} width="wide">
        <Verification />
        <Await query={query}>
          {(logs) =>
            logs.length === 0 ? (
              <Empty title={t.empty} />
            ) : (
              <>
                <Section title={t.logs}>
                  <LogTable logs={logs} chosen={log} />
                </Section>
                <Section id="entries" title={t.entriesOf(nameOf(log))}>
                  {logs.some((one) => one.log === log) ? (
                    <LedgerEntries key={log} log={log} />
                  ) : (
                    <Empty title={t.unknown} />
                  )}
                </Section>
              </>
            )
          }
        </Await>
      </Page>
    </div>
  );
}
