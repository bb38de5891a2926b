/** Name, role, and whether the person reviews for the institution. */
import { type FormEvent, useState } from "react";
import { api, type Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { roleNames } from "@/ui/badges";
import { Button } from "@/ui/button";
import { Choice, SelectField, TextField } from "@/ui/field";
import { Card } from "@/ui/page";
import { problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";
import { rolesAt } from "./admits";
import { useSubmission } from "./submit";
import { common } from "./texts";
import { Trouble } from "./trouble";

const texts = messages(
  {
    nameJa: "氏名（日本語）",
    nameEn: "氏名（英語）",
    role: "役割",
    roleText: "機関の種類に合う役割だけを選べます。変更は、次の操作からすぐに有効になります。",
    reviewer: "機関確認者にする",
    reviewerText:
      "この機関のシーズやニーズを、リエゾンに渡る前に確かめます。機関の登録で「機関の確認者が確かめる」を選んだときに必要です。",
    nameMissing: "日本語か英語の、どちらかで入力してください。",
  },
  {
    nameJa: "Name (Japanese)",
    nameEn: "Name (English)",
    role: "Role",
    roleText:
      "Only roles that fit the kind of organisation. A change holds from the person’s next request on.",
    reviewer: "Reviews for the institution",
    reviewerText:
      "Looks at the institution’s seeds and needs before they go to the liaison. Needed where the organisation has institution review.",
    nameMissing: "Please fill in one of the two.",
  },
);

interface Edits {
  ja?: string;
  en?: string;
  role?: Schemas["Role"];
  reviewer?: boolean;
}

interface MemberFormProps {
  member: Schemas["MemberView"];
  /** The reader’s own record: nobody takes a role from oneself by mistake */
  own: boolean;
  etag: string;
  reload: () => Promise<unknown>;
}

export function MemberForm({ member, own, etag, reload }: MemberFormProps) {
  const t = useMessages(texts);
  const words = useMessages(common);
  const roles = useMessages(roleNames);
  // What is not touched follows the row, also when somebody else changes it meanwhile.
  const [edits, setEdits] = useState<Edits>({});
  const edit = (change: Edits) => setEdits({ ...edits, ...change });
  const ja = edits.ja ?? member.name.ja ?? "";
  const en = edits.en ?? member.name.en ?? "";
  const role = edits.role ?? member.role;
  const reviewer = edits.reviewer ?? member.institution_reviewer;
  const submission = useSubmission(reload);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ja.trim() && !en.trim()) {
      submission.show([{ field: "name.ja", code: "required", message: t.nameMissing }]);
      return;
    }
    const done = await submission.run(async () => {
      await api.PATCH("/api/v1/members/{id}", {
        params: { path: { id: member.id }, header: { "If-Match": etag } },
        body: { name: { ja, en }, role, institution_reviewer: reviewer },
      });
      await reload();
    });
    if (!done) return;
    setEdits({});
    toast(words.saved);
  };
  const labels = { "name.ja": t.nameJa, "name.en": t.nameEn, role: t.role };
  return (
    <Card>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-[46rem] flex-col gap-5">
        <Trouble of={submission} labels={labels} />
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
          <TextField
            name="name.ja"
            label={t.nameJa}
            lang="ja"
            value={ja}
            error={problemOf(submission.problems, "name.ja") ?? problemOf(submission.problems, "name")}
            onChange={(event) => edit({ ja: event.target.value })}
          />
          <TextField
            name="name.en"
            label={t.nameEn}
            lang="en"
            value={en}
            error={problemOf(submission.problems, "name.en")}
            onChange={(event) => edit({ en: event.target.value })}
          />
        </div>
        {own ? null : (
          <SelectField
            name="role"
            label={t.role}
            support={t.roleText}
            value={role}
            error={problemOf(submission.problems, "role")}
            onChange={(event) => edit({ role: event.target.value as Schemas["Role"] })}
          >
            {rolesAt(member.organisation.kind).map((one) => (
              <option key={one} value={one}>
                {roles[one]}
              </option>
            ))}
          </SelectField>
        )}
        {role === "researcher" || role === "company" ? (
          <Choice
            type="checkbox"
            label={t.reviewer}
            support={t.reviewerText}
            checked={reviewer}
            onChange={(event) => edit({ reviewer: event.target.checked })}
          />
        ) : null}
        <Button type="submit" look="primary" className="self-start" busy={submission.busy}>
          {words.save}
        </Button>
      </form>
    </Card>
  );
}
