/** The evidence about a listing as one file that verifies without the server. Taking it along is itself recorded. */
import { api } from "@/api/client";
import { useSave } from "@/features/search/use-save";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";

const texts = messages(
  {
    save: "証拠を保存",
    of: (id: string) => `掲載${id}の証拠を保存`,
    done: "証拠を保存しました。取得したことも台帳に残ります。",
  },
  {
    save: "Save evidence",
    of: (id: string) => `Save the evidence about listing ${id}`,
    done: "The evidence is saved; that it was taken is in the ledger, too.",
  },
);

/** `auditor`: everybody is named in it, and nothing of the listing's text is there. */
export function EvidenceButton({ id, auditor = false }: { id: string; auditor?: boolean }) {
  const t = useMessages(texts);
  const asked = { params: { path: { id } }, parseAs: "blob" } as const;
  const saving = useSave(
    () =>
      auditor
        ? api.GET("/api/v1/ledger/listings/{id}/evidence", asked)
        : api.GET("/api/v1/listings/{id}/evidence", asked),
    "enishi-evidence.zip",
    t.done,
  );
  return (
    <Button
      size="small"
      icon="download"
      className="min-h-11"
      {...saving}
      {...(auditor ? { "aria-label": t.of(id.slice(0, 8)) } : {})}
    >
      {t.save}
    </Button>
  );
}
