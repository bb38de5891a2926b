/** An auditor's start: whether every log of the ledger holds together. */
import { $api } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { Facts, Section } from "@/ui/page";
import { Await, Note } from "@/ui/states";

const texts = messages(
  {
    title: "台帳の検証",
    what: "台帳のすべての記録について、抜け・順序の入れ替わり・書き換えがないかを、先頭から確かめます。",
    intact: "すべての台帳が無傷です",
    broken: (n: number) => `${n}本の台帳に不整合があります`,
    brokenWhat: "書き換えや欠落の疑いがあります。事務局の操作とは独立に、原因をお調べください。",
    logs: "台帳の数",
    entries: "記録の総数",
    again: "もう一度検証する",
    open: "台帳を開く",
  },
  {
    title: "Verification of the ledger",
    what: "Every log is checked from its first entry to its head for gaps, changed order and changed entries.",
    intact: "All logs are intact",
    broken: (n: number) => (n === 1 ? "One log does not hold together" : `${n} logs do not hold together`),
    brokenWhat:
      "Something may have been changed or removed. Please look for the cause, independently of the secretariat.",
    logs: "Logs",
    entries: "Entries in all",
    again: "Verify again",
    open: "Open the ledger",
  },
);

export function AuditorStart() {
  const t = useMessages(texts);
  const { number } = useFormat();
  const verification = $api.useQuery("get", "/api/v1/ledger/verification");
  return (
    <Section title={t.title}>
      <p className="text-ink-soft">{t.what}</p>
      <Await query={verification}>
        {(logs) => {
          const broken = logs.filter((one) => !one.intact);
          return (
            <div className="flex flex-col gap-5">
              <div role="status">
                {broken.length === 0 ? (
                  <Note look="success" title={t.intact} />
                ) : (
                  <Note look="warning" title={t.broken(broken.length)}>
                    <p>{t.brokenWhat}</p>
                    <ul className="list-disc pl-6">
                      {broken.map((one) => (
                        <li key={one.log}>
                          {one.log}: {one.fault}
                        </li>
                      ))}
                    </ul>
                  </Note>
                )}
              </div>
              <Facts
                items={[
                  [t.logs, number(logs.length)],
                  [t.entries, number(logs.reduce((sum, one) => sum + one.size, 0))],
                ]}
              />
            </div>
          );
        }}
      </Await>
      <div className="flex flex-wrap gap-3">
        <LinkButton to="/ledger" look="primary" icon="book">
          {t.open}
        </LinkButton>
        <Button busy={verification.isFetching} onClick={() => void verification.refetch()}>
          {t.again}
        </Button>
      </div>
    </Section>
  );
}
