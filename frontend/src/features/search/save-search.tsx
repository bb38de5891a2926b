/** Keeps a search under a name, with how often mails tell of what it finds. */
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, refresh } from "@/api/client";
import { explain, type FieldProblem } from "@/api/problem";
import { Cadence } from "@/features/saved-searches/cadence";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { TextField } from "@/ui/field";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { toast } from "@/ui/toast";
import { useChips } from "./chips";
import { type Kind, type Search, toQuestion } from "./question";

const texts = messages(
  {
    save: "検索を保存",
    title: "この検索を保存する",
    intro: "新しく掲載されたものが条件に合うと、お知らせします。何を探しているかは、ほかの誰にも見えません。",
    name: "名前",
    nameSupport: "80字まで。自分だけに見えます。",
    saved: (name: string) => `「${name}」を保存しました`,
    show: "一覧を見る",
    all: "すべて",
    missing: "名前を入力してください。",
  },
  {
    save: "Save search",
    title: "Save this search",
    intro: "You are told when something newly listed fulfils it. Nobody else can see what you look for.",
    name: "Name",
    nameSupport: "Up to 80 characters; only you see it.",
    saved: (name: string) => `Saved “${name}”`,
    show: "Show the list",
    all: "Everything",
    missing: "Please enter a name.",
  },
);

export function SaveSearch({ kind, search }: { kind: Kind; search: Search }) {
  const t = useMessages(texts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        icon="star"
        className="min-h-11"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t.save}
      </Button>
      <Dialog open={open} title={t.title} onClose={() => setOpen(false)}>
        <SaveForm kind={kind} search={search} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function SaveForm({ kind, search, onDone }: { kind: Kind; search: Search; onDone: () => void }) {
  const t = useMessages(texts);
  const navigate = useNavigate();
  const chips = useChips(kind, search);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const suggested = [search.text, ...chips.map((chip) => chip.word)].filter(Boolean).join(" ").slice(0, 80);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "").trim();
    setFailure(null);
    if (name === "") {
      setProblems([{ field: "name", code: "required", message: t.missing }]);
      return;
    }
    setProblems([]);
    setBusy(true);
    try {
      await api.POST("/api/v1/saved-searches", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { name, question: toQuestion(kind, search), alerts: String(form.get("alerts") ?? "instant") },
      });
      void refresh("/saved-searches");
      onDone();
      toast(t.saved(name), { label: t.show, run: () => void navigate({ to: "/saved-searches" }) });
    } catch (error) {
      const { fields } = explain(error);
      if (fields.length > 0) setProblems(fields);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-5">
      <p>{t.intro}</p>
      {failure ? <Failure error={failure} /> : null}
      <ErrorSummary problems={problems} labels={{ name: t.name }} />
      <TextField
        name="name"
        label={t.name}
        support={t.nameSupport}
        required
        maxLength={80}
        defaultValue={suggested || t.all}
        error={problemOf(problems, "name")}
      />
      <Cadence name="alerts" />
      <Button type="submit" look="primary" busy={busy} className="self-end">
        {t.save}
      </Button>
    </form>
  );
}
