/** Checking every log from its first entry to its head, when somebody asks for it. */
import { $api, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Card, Section } from "@/ui/page";
import { Failure, Note } from "@/ui/states";
import { useLogName } from "./ledger-logs";

const texts = messages(
  {
    title: "検証",
    what: "すべてのログを、最初の記録から最後まで計算し直して確かめます。記録が多いと時間がかかります。",
    run: "検証を実行する",
    again: "もう一度検証する",
    running: "検証しています",
    whole: "すべてのログが完全です",
    wholeText: (logs: string, entries: string, checkpoints: string) =>
      `${logs}本のログ、${entries}件の記録に、抜け・書き換え・順序の違いはありません。署名済みのチェックポイント${checkpoints}件とも一致します。`,
    broken: (n: number) => `${n}本のログに問題が見つかりました`,
    brokenText: "バックアップを保全し、運用の担当者に連絡してください。",
    at: (time: string) => `検証した日時：${time}`,
  },
  {
    title: "Verification",
    what: "Every log is computed anew, from its first entry to its last. With many entries this takes a while.",
    run: "Verify now",
    again: "Verify again",
    running: "Verifying",
    whole: "Every log is whole",
    wholeText: (logs: string, entries: string, checkpoints: string) =>
      `Logs: ${logs}. Entries: ${entries}. None is missing, changed or out of order. Signed checkpoints that agree: ${checkpoints}.`,
    broken: (n: number) => (n === 1 ? "One log does not hold together" : `${n} logs do not hold together`),
    brokenText: "Secure the backups and tell the operator.",
    at: (time: string) => `Verified: ${time}`,
  },
);

export function Verification() {
  const t = useMessages(texts);
  const { dateTime } = useFormat();
  const query = $api.useQuery(
    "get",
    "/api/v1/ledger/verification",
    {},
    { enabled: false, retry: false, staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <Section title={t.title}>
      <Card className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="min-w-0 flex-1 basis-72">{t.what}</p>
          <span className="no-print">
            <Button
              look={query.data ? "secondary" : "primary"}
              busy={query.isFetching}
              onClick={() => void query.refetch()}
            >
              {query.isFetching ? t.running : query.data ? t.again : t.run}
            </Button>
          </span>
        </div>
        <div role="status" className="flex flex-col gap-2 empty:hidden">
          {query.data && !query.isFetching ? (
            <>
              <Outcome results={query.data} />
              <p className="text-[0.875rem] text-ink-soft">
                {t.at(dateTime(new Date(query.dataUpdatedAt).toISOString()))}
              </p>
            </>
          ) : null}
        </div>
        {query.error && !query.isFetching ? <Failure error={query.error} /> : null}
      </Card>
    </Section>
  );
}

function Outcome({ results }: { results: Schemas["Verification"][] }) {
  const t = useMessages(texts);
  const { number } = useFormat();
  const nameOf = useLogName();
  const broken = results.filter((result) => !result.intact);
  if (broken.length === 0) {
    const entries = results.reduce((sum, { size }) => sum + size, 0);
    const checkpoints = results.reduce((sum, one) => sum + one.checkpoints, 0);
    return (
      <Note look="success" title={t.whole}>
        {t.wholeText(number(results.length), number(entries), number(checkpoints))}
      </Note>
    );
  }
  return (
    <Note look="warning" title={t.broken(broken.length)}>
      <p>{t.brokenText}</p>
      <ul className="mt-2 list-disc pl-5">
        {broken.map((result) => (
          <li key={result.log}>
            {nameOf(result.log)}: <code lang="en">{result.fault}</code>
          </li>
        ))}
      </ul>
    </Note>
  );
}
