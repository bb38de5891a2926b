/** Up to four seeds side by side, field by field. Which ones stands behind the # of the address. */
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { $api, type Schemas } from "@/api/client";
import { codeOf } from "@/api/problem";
import { listOf } from "@/app/address";
import { linkToSearch } from "@/features/search/question";
import { useHashState } from "@/features/search/use-hash-state";
import { messages, useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { Choice } from "@/ui/field";
import { Page } from "@/ui/page";
import { Empty, Failure, Loading } from "@/ui/states";
import { CompareTable } from "./compare-table";
import { MOST_COMPARED, toggleCompared, useCompared } from "./comparison";

const texts = messages(
  {
    title: "シーズの比較",
    lead: `${MOST_COMPARED}件まで見比べられます。空欄は、記載がないか、開示されていない項目です。`,
    only: "違いのある項目だけ表示",
    add: "シーズを追加",
    print: "印刷",
    nothing: "比較するシーズが選ばれていません",
    how: "検索結果やシーズのページで「比較」にチェックを入れると、ここに並べられます。",
    find: "シーズを探す",
    gone: (n: number) => `${n}件は、現在閲覧できないため表示していません。`,
  },
  {
    title: "Compare seeds",
    lead: `Up to ${MOST_COMPARED} seeds side by side, field by field. An empty cell is not filled in, or not disclosed to you.`,
    only: "Only rows that differ",
    add: "Add a seed",
    print: "Print",
    nothing: "No seeds are chosen",
    how: "Tick “Compare” in the search or on a seed’s page to put it here.",
    find: "Find seeds",
    gone: (n: number) => `${n} cannot be shown to you any more.`,
  },
);

export function Compare() {
  const t = useMessages(texts);
  const [address, write] = useHashState();
  const compared = useCompared();
  const [only, setOnly] = useState(false);
  const named = listOf(address["id"]).slice(0, MOST_COMPARED);
  const ids = named.length > 0 ? named : compared.map((one) => one.id);
  const answers = useQueries({
    queries: ids.map((id) => $api.queryOptions("get", "/api/v1/listings/{id}", { params: { path: { id } } })),
  });
  const seeds = answers.flatMap((answer) => (answer.data?.seed ? [answer.data] : []));
  const isGone = (error: unknown) => error !== null && codeOf(error) === "not_found";
  const gone = answers.filter((answer) => isGone(answer.error) || (answer.data && !answer.data.seed)).length;
  const failed = answers.filter((answer) => answer.error && !isGone(answer.error));
  const remove = (seed: Schemas["ListingView"]) => {
    if (compared.some((one) => one.id === seed.id)) toggleCompared(seed);
    write({ id: ids.filter((id) => id !== seed.id) }, true);
  };
  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="wide"
      actions={
        seeds.length > 0 ? (
          <>
            <Button onClick={() => window.print()}>{t.print}</Button>
            {seeds.length < MOST_COMPARED ? (
              <LinkButton icon="plus" {...linkToSearch("seed", {})}>
                {t.add}
              </LinkButton>
            ) : null}
          </>
        ) : null
      }
    >
      {gone > 0 ? <p role="status">{t.gone(gone)}</p> : null}
      {answers.some((answer) => answer.isPending) ? (
        <Loading lines={12} />
      ) : failed[0] ? (
        <Failure error={failed[0].error} again={() => failed.forEach((answer) => void answer.refetch())} />
      ) : seeds.length === 0 ? (
        <Empty title={t.nothing} action={<LinkButton {...linkToSearch("seed", {})}>{t.find}</LinkButton>}>
          {t.how}
        </Empty>
      ) : (
        <>
          {seeds.length > 1 ? (
            <div className="self-start no-print">
              <Choice type="checkbox" label={t.only} checked={only} onChange={() => setOnly(!only)} />
            </div>
          ) : null}
          <CompareTable seeds={seeds} only={only && seeds.length > 1} onRemove={remove} />
        </>
      )}
    </Page>
  );
}
