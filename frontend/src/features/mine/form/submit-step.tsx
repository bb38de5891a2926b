/** The last step: what is still open, passages to look at again, five statements, and off it goes. */
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, ifMatch, refresh, type Schemas } from "@/api/client";
import { explain, type FieldProblem } from "@/api/problem";
import { fieldOf } from "@/features/listing-view/fields";
import { useFieldName } from "@/features/listing-view/names";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { Choice, FieldGroup, fieldId, TextField } from "@/ui/field";
import { Failure, Note } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";
import { attestationTexts, emptyAttestations, statements } from "./attestations";
import { sectionOf } from "./content";
import { findingTexts, Passage } from "./findings";
import type { Saver } from "./saver";
import { useSections } from "./section-rail";
import { useOf, useStore } from "./store";
import { endOfDay, lastDay, today } from "./validity";

const texts = messages(
  {
    open: "提出の前に",
    ready: "必須項目はすべて入力されています。",
    stillOpen: "次の項目を入力してください",
    findings: "もう一度確かめてください",
    findingsWhat:
      "会員が読む項目に、発明を実施できる公表とみなされるおそれのある記述があります。問題がなければそのまま提出できます。",
    attest: "確認事項",
    attestWhat: "それぞれを読み、確かめたものにチェックしてください。",
    validUntil: "掲載の期限",
    validSupport: "最長12か月です。期限の30日前と7日前にお知らせし、更新できます。",
    next: "提出すると",
    nextWhat:
      "この内容が一つの版として固定され、確認に回ります。知財リエゾンの確認は5営業日が目安です。確認が終わって掲載されるまで、ほかの会員には見えません。",
    submit: "提出する",
    preview: "ほかの人にどう見えるかを確かめる",
    done: "提出しました。確認の結果はメールとお知らせで届きます。",
    inReview: "この内容は確認中です",
    inReviewWhat:
      "直して提出し直すには、先に概要のページで提出を取り戻してください。書きかけの変更は保存されています。",
    overview: "概要へ",
    unsaved: "変更をまだ保存できていないため、提出できません。左の保存の状態をご確認ください。",
    visibility: "会社の見せ方",
  },
  {
    open: "Before you submit",
    ready: "All required fields are filled in.",
    stillOpen: "Please fill in these fields",
    findings: "Please look at these again",
    findingsWhat:
      "Fields that members read hold passages that may count as an enabling disclosure. If they are harmless you may submit as it is.",
    attest: "Statements",
    attestWhat: "Read each one and tick what you have made sure of.",
    validUntil: "Published until",
    validSupport: "At most 12 months. You are reminded 30 and 7 days before and can renew.",
    next: "What happens next",
    nextWhat:
      "This text is fixed as a version and goes to review. The IP liaison’s review usually takes five business days. Until it is published, no other member sees it.",
    submit: "Submit",
    preview: "See it as others would",
    done: "Submitted. You will hear of the result by mail and in your notices.",
    inReview: "This is being reviewed",
    inReviewWhat:
      "To change and submit it again, first take the submission back on the overview page. Your unsent changes are kept.",
    overview: "To the overview",
    unsaved: "It cannot be submitted before your changes are saved. Please see the state of saving.",
    visibility: "How the company is shown",
  },
);

export function SubmitStep({
  saver,
  state,
  goTo,
}: {
  saver: Saver;
  state: Schemas["ListingState"];
  goTo: (path: string) => void;
}) {
  const t = useMessages(texts);
  const says = useMessages(attestationTexts);
  const { locale } = useFormat();
  const store = useStore();
  const navigate = useNavigate();
  const name = useFieldName(store.kind);
  const { faults, findings } = useOf((current) => current.remarked());
  const content = useOf((current) => current.all());
  const [attested, setAttested] = useState(emptyAttestations);
  const [until, setUntil] = useState(lastDay());
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const reasons = useMessages(findingTexts);

  if (["institution_review", "liaison_review", "approved"].includes(state))
    return (
      <Note title={t.inReview}>
        <p>{t.inReviewWhat}</p>
        <LinkButton to="/mine/$id" params={{ id: store.id }} className="mt-2">
          {t.overview}
        </LinkButton>
      </Note>
    );

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    store.attempt();
    try {
      if (!(await saver.flush())) {
        toast(t.unsaved);
        return;
      }
      const open = [
        ...store.remarked().faults,
        ...statements
          .filter((one) => !attested[one])
          .map((one) => ({
            field: `attestations.${one}`,
            code: "not_confirmed" as const,
            message: says.confirm,
          })),
      ];
      setProblems(open);
      if (open.length > 0) return;
      await api.POST("/api/v1/listings/{id}/submit", {
        params: {
          path: { id: store.id },
          header: { "If-Match": ifMatch(saver.seenVersion), "Idempotency-Key": crypto.randomUUID() },
        },
        body: { attestations: attested, valid_until: until === lastDay() ? null : endOfDay(until) },
      });
      toast(t.done);
      await refresh("/listings");
      await navigate({ to: "/mine/$id", params: { id: store.id } });
    } catch (error) {
      const { fields } = explain(error);
      if (fields.length > 0) setProblems(fields);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  const labels = Object.fromEntries([
    ...problems.map(({ field }) => [field, field === "visibility" ? t.visibility : name(field)]),
    ...statements.map((one) => [`attestations.${one}`, says.short[one]]),
    ["valid_until", t.validUntil],
  ]);
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-8">
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary problems={problems} labels={labels} onPick={goTo} />
      <section className="flex flex-col gap-3">
        <h3 className="text-[1.125rem] font-bold">{t.open}</h3>
        {faults.length === 0 ? (
          <Note look="success">{t.ready}</Note>
        ) : problems.length > 0 ? null : (
          <OpenFields faults={faults} goTo={goTo} />
        )}
        <LinkButton to="/mine/$id/preview" params={{ id: store.id }} icon="eye" className="self-start">
          {t.preview}
        </LinkButton>
      </section>
      {findings.length > 0 ? (
        <section className="flex flex-col gap-3">
          <h3 className="text-[1.125rem] font-bold">{t.findings}</h3>
          <p className="text-ink-soft">{t.findingsWhat}</p>
          <ul className="flex flex-col gap-2">
            {findings.map((finding, place) => (
              <li key={place} className="rounded-lg border border-warning-yellow-2 bg-yellow-50 px-3 py-2">
                <button
                  type="button"
                  className="min-h-8 font-bold text-ai-900 underline underline-offset-4"
                  onClick={() => goTo(`content.${finding.field}`)}
                >
                  {name(fieldOf(finding.field))}
                </button>{" "}
                <Passage content={content} finding={finding} />
                <p className="text-[0.9375rem]">{reasons[finding.kind]}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <FieldGroup name="attestations" label={t.attest} support={t.attestWhat} required>
          {statements.map((one) => {
            const error = attested[one] ? undefined : problemOf(problems, `attestations.${one}`);
            return (
              <div key={one}>
                <Choice
                  id={fieldId(`attestations.${one}`)}
                  type="checkbox"
                  label={says[store.kind][one]}
                  checked={attested[one] === true}
                  aria-invalid={error ? true : undefined}
                  onChange={(event) => setAttested({ ...attested, [one]: event.target.checked })}
                />
                {error ? <p className="pl-9 text-[0.875rem] font-bold text-shu-800">{error}</p> : null}
              </div>
            );
          })}
        </FieldGroup>
      </section>
      <TextField
        type="date"
        name="valid_until"
        label={t.validUntil}
        support={t.validSupport}
        lang={locale}
        className="max-w-52"
        min={today()}
        max={lastDay()}
        value={until}
        error={problemOf(problems, "valid_until")}
        onChange={(event) => setUntil(event.target.value)}
      />
      <Note title={t.next}>{t.nextWhat}</Note>
      <div>
        <Button type="submit" look="primary" busy={busy}>
          {t.submit}
        </Button>
      </div>
    </form>
  );
}

/** What is still open, section by section, each a way to its field. */
function OpenFields({ faults, goTo }: { faults: FieldProblem[]; goTo: (path: string) => void }) {
  const t = useMessages(texts);
  const { kind } = useStore();
  const name = useFieldName(kind);
  const sections = useSections();
  return (
    <Note look="warning" title={t.stillOpen}>
      <dl className="flex flex-col gap-1">
        {sections
          .filter(({ open }) => open > 0)
          .map(({ id, title }) => (
            <div key={id} className="flex flex-col gap-x-3 sm:flex-row">
              <dt className="shrink-0 pt-1 sm:w-44">{title}</dt>
              <dd className="flex flex-wrap gap-x-3">
                {faults
                  .filter((fault) => sectionOf(kind, fault.field) === id)
                  .map((fault) => (
                    <button
                      key={`${fault.field} ${fault.code}`}
                      type="button"
                      className="min-h-8 text-left text-ai-900 underline underline-offset-4"
                      onClick={() => goTo(fault.field)}
                    >
                      {fault.field === "visibility" ? t.visibility : name(fault.field)}
                      {fault.code === "required" ? "" : ` – ${fault.message}`}
                    </button>
                  ))}
              </dd>
            </div>
          ))}
      </dl>
    </Note>
  );
}
