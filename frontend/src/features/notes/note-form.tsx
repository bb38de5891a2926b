/** Writing or changing a note. What was typed stays when saving fails. */
import { type FormEvent, useState } from "react";
import { explain, type FieldProblem } from "@/api/problem";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { TextArea } from "@/ui/field";
import { Failure } from "@/ui/states";

const texts = messages(
  { label: "メモ", missing: "メモを入力してください。", cancel: "キャンセル" },
  { label: "Note", missing: "Please write something.", cancel: "Cancel" },
);

const LONGEST = 2000;

export function NoteForm({
  name,
  initial = "",
  action,
  support,
  onSave,
  onCancel,
}: {
  name: string;
  initial?: string;
  action: string;
  support?: string;
  onSave: (body: string) => Promise<void>;
  onCancel?: () => void;
}) {
  const t = useMessages(texts);
  const [body, setBody] = useState(initial);
  const [problem, setProblem] = useState<FieldProblem["message"] | undefined>();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const complain = (message: string | undefined) => {
      setProblem(message);
      form.querySelector("textarea")?.focus();
    };
    setFailure(null);
    if (body.trim() === "") return complain(t.missing);
    setProblem(undefined);
    setBusy(true);
    try {
      await onSave(body.trim());
      setBody(onCancel ? body : "");
    } catch (error) {
      const { fields } = explain(error);
      if (fields[0]) complain(fields[0].message);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-3">
      {failure ? <Failure error={failure} /> : null}
      <TextArea
        name={name}
        label={t.label}
        support={support}
        error={problem}
        value={body}
        count={body.length}
        max={LONGEST}
        className="min-h-20"
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <div className="flex flex-wrap justify-end gap-2">
        {onCancel ? (
          <Button size="small" className="min-h-11" onClick={onCancel}>
            {t.cancel}
          </Button>
        ) : null}
        <Button type="submit" size="small" className="min-h-11" look="primary" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
