/** Where the applicant belongs: a named organisation may be one that takes part under another name. Only before anybody vetted. */
import { type FormEvent, useState } from "react";
import { api, refresh, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames } from "@/ui/badges";
import { Button } from "@/ui/button";
import { SelectField } from "@/ui/field";
import { Card, Section } from "@/ui/page";
import { problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";
import { useOrganisations } from "./directory";
import { useSubmission } from "./submit";
import { Trouble } from "./trouble";

const texts = messages(
  {
    title: "所属機関の割り当て",
    leadNew:
      "申込者は新しい機関の名前を書いています。すでに参加している機関であれば、判断の前に割り当ててください。そのまま承認すると、新しい機関として登録されます。",
    leadKnown: "申込者が選んだ機関が違うときは、判断の前に直せます。",
    similar: "似ている機関",
    similarText: "名前かメールアドレスが近い、参加中の機関です。",
    take: (name: string) => `${name}に割り当てる`,
    other: "参加している機関",
    choose: "機関を選んでください",
    missing: "選んでください。",
    assign: "割り当てる",
    done: "所属機関を割り当てました",
  },
  {
    title: "Organisation of the applicant",
    leadNew:
      "The applicant named a new organisation. If it takes part already, assign it before deciding. If you approve as it is, a new organisation joins.",
    leadKnown: "If the applicant chose the wrong organisation, it can be put right before anybody decides.",
    similar: "Similar organisations",
    similarText: "They take part, and name or address is close.",
    take: (name: string) => `Assign to ${name}`,
    other: "Organisations that take part",
    choose: "Choose an organisation",
    missing: "Please choose one.",
    assign: "Assign",
    done: "Organisation assigned",
  },
);

interface AssignmentProps {
  application: Schemas["ApplicationView"];
  etag: string;
  reload: () => Promise<unknown>;
}

export function Assignment({ application, etag, reload }: AssignmentProps) {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const { pick } = useFormat();
  const organisations = useOrganisations();
  const [chosen, setChosen] = useState("");
  const submission = useSubmission(reload);
  const assign = async (organisation: string) => {
    const done = await submission.run(async () => {
      await api.PATCH("/api/v1/applications/{id}", {
        params: { path: { id: application.id }, header: { "If-Match": etag } },
        body: { organisation_id: organisation },
      });
      await reload();
    });
    if (!done) return;
    toast(t.done);
    setChosen("");
    void refresh("/applications");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen) void assign(chosen);
    else submission.show([{ field: "organisation_id", code: "required", message: t.missing }]);
  };
  const isNew = !application.organisation?.id;
  return (
    <Section title={t.title}>
      <Card className="flex flex-col gap-4">
        <p>{isNew ? t.leadNew : t.leadKnown}</p>
        <Trouble of={submission} labels={{ organisation_id: t.other }} />
        {application.similar_organisations.length > 0 ? (
          <div className="flex flex-col gap-2 rounded-lg bg-yellow-50 p-3">
            <h3 className="font-bold">{t.similar}</h3>
            <p className="text-[0.875rem]">{t.similarText}</p>
            {application.similar_organisations.map((found) => (
              <Button
                key={found.id ?? pick(found.name)}
                className="self-start"
                busy={submission.busy}
                onClick={() => found.id && void assign(found.id)}
              >
                {t.take(pick(found.name))}
              </Button>
            ))}
          </div>
        ) : null}
        <form noValidate onSubmit={submit} className="flex flex-col gap-3 sm:flex-row sm:items-end">
          <div className="min-w-0 flex-1">
            <SelectField
              name="organisation_id"
              label={t.other}
              value={chosen}
              error={problemOf(submission.problems, "organisation_id")}
              onChange={(event) => setChosen(event.target.value)}
            >
              <option value="">{t.choose}</option>
              {(organisations.data ?? [])
                .filter((one) => one.id !== application.organisation?.id)
                .map((one) => (
                  <option key={one.id} value={one.id}>
                    {pick(one.name)} ({kinds[one.kind]})
                  </option>
                ))}
            </SelectField>
          </div>
          <Button type="submit" busy={submission.busy}>
            {t.assign}
          </Button>
        </form>
      </Card>
    </Section>
  );
}
