/** What is on record about an organisation: to add one, and to change one. */
import { type FormEvent, useState } from "react";
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames } from "@/ui/badges";
import { Button } from "@/ui/button";
import { Choice, SelectField, TextArea, TextField } from "@/ui/field";
import { problemOf } from "@/ui/summary";
import { useLiaisons } from "./directory";
import { parseDomains } from "./domains";
import { optionsOf } from "./filters";
import { useSubmission } from "./submit";
import { Trouble } from "./trouble";

const texts = messages(
  {
    kind: "種類",
    kindText: "あとから変えられません。",
    nameJa: "名称（日本語）",
    nameEn: "名称（英語）",
    domains: "メールのドメイン",
    domainsText:
      "会員のアドレスとして認めるドメインを、1行に1つ書きます。空欄にすると、どの機関のアドレスでも認めます。",
    liaison: "担当のリエゾン",
    liaisonText: "新しく提出されるシーズやニーズを確かめる方です。",
    nobody: "決めていない",
    institution: "リエゾンの前に、機関の確認者が確かめる",
    institutionText: "会員の中から機関確認者を決めておいてください。",
    four: "掲載には、別のリエゾンの確認も必要とする",
    fourText: "承認した方とは別のリエゾンが掲載します。",
    nameMissing: "日本語か英語の、どちらかで入力してください。",
    kindMissing: "選んでください。",
    choose: "選んでください",
    fault: (domain: string, message: string) => `${domain}：${message}`,
  },
  {
    kind: "Kind",
    kindText: "It cannot be changed later.",
    nameJa: "Name (Japanese)",
    nameEn: "Name (English)",
    domains: "Mail domains",
    domainsText:
      "Domains that members’ addresses may have, one a line. If there are none, any institutional address will do.",
    liaison: "Liaison in charge",
    liaisonText: "Reviews seeds and needs that are submitted from now on.",
    nobody: "Nobody yet",
    institution: "A reviewer of the institution looks before the liaison does",
    institutionText: "Make one of its members an institution reviewer.",
    four: "Publication needs a second liaison",
    fourText: "Another liaison than the one who reviewed publishes.",
    nameMissing: "Please fill in one of the two.",
    kindMissing: "Please choose one.",
    choose: "Choose",
    fault: (domain: string, message: string) => `${domain}: ${message}`,
  },
);

function valuesOf(organisation: Schemas["OrganisationView"] | undefined) {
  return {
    kind: (organisation?.kind ?? "") as string,
    ja: organisation?.name.ja ?? "",
    en: organisation?.name.en ?? "",
    domains: (organisation?.email_domains ?? []).join("\n"),
    liaison: organisation?.liaison_id ?? "",
    institution: organisation?.institution_review ?? false,
    four: organisation?.four_eyes ?? false,
  };
}

type Edits = Partial<ReturnType<typeof valuesOf>>;

interface OrganisationFormProps {
  organisation?: Schemas["OrganisationView"];
  submitLabel: string;
  onSubmit: (body: Schemas["OrganisationRequest"]) => Promise<void>;
  reload?: () => Promise<unknown>;
}

export function OrganisationForm({ organisation, submitLabel, onSubmit, reload }: OrganisationFormProps) {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const { pick } = useFormat();
  const liaisons = useLiaisons();
  // What is not touched follows the row, also when somebody else changes it meanwhile.
  const [edits, setEdits] = useState<Edits>({});
  const edit = (change: Edits) => setEdits({ ...edits, ...change });
  const { kind, ja, en, domains, liaison, institution, four } = { ...valuesOf(organisation), ...edits };
  // One widget holds all domains, so a fault of any of them belongs to it, and names the one.
  const submission = useSubmission(reload, (problem) => {
    if (!problem.field.startsWith("email_domains.")) return problem;
    const domain = parseDomains(domains)[Number(problem.field.slice("email_domains.".length))];
    return {
      ...problem,
      field: "email_domains",
      message: domain ? t.fault(domain, problem.message) : problem.message,
    };
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = [
      ...(kind ? [] : [{ field: "kind", code: "required" as const, message: t.kindMissing }]),
      ...(ja.trim() || en.trim()
        ? []
        : [{ field: "name.ja", code: "required" as const, message: t.nameMissing }]),
    ];
    if (missing.length > 0) {
      submission.show(missing);
      return;
    }
    const done = await submission.run(() =>
      onSubmit({
        kind: kind as Schemas["OrganisationKind"],
        name: { ja, en },
        email_domains: parseDomains(domains),
        institution_review: institution,
        four_eyes: four,
        liaison_id: liaison || null,
      }),
    );
    if (done) setEdits({});
  };
  const error = (field: string) => problemOf(submission.problems, field);
  const known = liaisons.data?.items ?? [];
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-[46rem] flex-col gap-5">
      <Trouble
        of={submission}
        labels={{
          kind: t.kind,
          "name.ja": t.nameJa,
          "name.en": t.nameEn,
          email_domains: t.domains,
          liaison_id: t.liaison,
        }}
      />
      {organisation ? null : (
        <SelectField
          name="kind"
          label={t.kind}
          support={t.kindText}
          required
          value={kind}
          error={error("kind")}
          onChange={(event) => edit({ kind: event.target.value })}
        >
          <option value="">{t.choose}</option>
          {optionsOf(kinds).map(([code, word]) => (
            <option key={code} value={code}>
              {word}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        name="name.ja"
        label={t.nameJa}
        lang="ja"
        value={ja}
        error={error("name.ja") ?? error("name")}
        onChange={(event) => edit({ ja: event.target.value })}
      />
      <TextField
        name="name.en"
        label={t.nameEn}
        lang="en"
        value={en}
        error={error("name.en")}
        onChange={(event) => edit({ en: event.target.value })}
      />
      <TextArea
        name="email_domains"
        label={t.domains}
        support={t.domainsText}
        className="min-h-20"
        value={domains}
        error={error("email_domains")}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => edit({ domains: event.target.value })}
      />
      <SelectField
        name="liaison_id"
        label={t.liaison}
        support={t.liaisonText}
        value={liaison}
        error={error("liaison_id")}
        onChange={(event) => edit({ liaison: event.target.value })}
      >
        <option value="">{t.nobody}</option>
        {known.map((member) => (
          <option key={member.id} value={member.id}>
            {pick(member.name)}
          </option>
        ))}
      </SelectField>
      <div className="flex flex-col gap-1">
        <Choice
          type="checkbox"
          label={t.institution}
          support={t.institutionText}
          checked={institution}
          onChange={(event) => edit({ institution: event.target.checked })}
        />
        <Choice
          type="checkbox"
          label={t.four}
          support={t.fourText}
          checked={four}
          onChange={(event) => edit({ four: event.target.checked })}
        />
      </div>
      <Button type="submit" look="primary" className="self-start" busy={submission.busy}>
        {submitLabel}
      </Button>
    </form>
  );
}
