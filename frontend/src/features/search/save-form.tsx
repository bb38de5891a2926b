/** What a search that is kept is called, and how often mails tell of what it finds. */
import { useNavigate } from "@tanstack/react-router";
import { api, refresh } from "@/api/client";
import { SavedSearchForm } from "@/features/saved-searches/form";
import { messages, useMessages } from "@/i18n/messages";
import { toast } from "@/ui/toast";
import { useChips } from "./chips";
import { type Kind, type Search, toQuestion } from "./question";

const texts = messages(
  {
    save: "検索を保存",
    intro: "新しく掲載されたものが条件に合うと、お知らせします。何を探しているかは、ほかの誰にも見えません。",
    saved: (name: string) => `「${name}」を保存しました`,
    show: "一覧を見る",
    all: "すべて",
  },
  {
    save: "Save search",
    intro: "You are told when something newly listed fulfils it. Nobody else can see what you look for.",
    saved: (name: string) => `Saved “${name}”`,
    show: "Show the list",
    all: "Everything",
  },
);

export function SaveForm({ kind, search, onDone }: { kind: Kind; search: Search; onDone: () => void }) {
  const t = useMessages(texts);
  const navigate = useNavigate();
  const chips = useChips(kind, search);
  const suggested = [search.text, ...chips.map((chip) => chip.word)].filter(Boolean).join(" ").slice(0, 80);
  return (
    <div className="flex flex-col gap-5">
      <p>{t.intro}</p>
      <SavedSearchForm
        initial={{ name: suggested || t.all, alerts: "instant" }}
        action={t.save}
        onSave={async (kept) => {
          await api.POST("/api/v1/saved-searches", {
            params: { header: { "Idempotency-Key": crypto.randomUUID() } },
            body: { ...kept, question: toQuestion(kind, search) },
          });
          void refresh("/saved-searches");
          onDone();
          toast(t.saved(kept.name), { label: t.show, run: () => void navigate({ to: "/saved-searches" }) });
        }}
      />
    </div>
  );
}
