/** The evidence about a listing as one file that verifies without the server. Taking it along is itself recorded. */
import { useState } from "react";
import { api } from "@/api/client";
import { explain } from "@/api/problem";
import { saveFile } from "@/features/search/save-file";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { toast } from "@/ui/toast";

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
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const asked = { params: { path: { id } }, parseAs: "blob" } as const;
      const { data, response } = auditor
        ? await api.GET("/api/v1/ledger/listings/{id}/evidence", asked)
        : await api.GET("/api/v1/listings/{id}/evidence", asked);
      saveFile(data as unknown as Blob, response, "enishi-evidence.zip");
      toast(t.done);
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      size="small"
      icon="download"
      className="min-h-11"
      busy={busy}
      {...(auditor ? { "aria-label": t.of(id.slice(0, 8)) } : {})}
      onClick={() => void save()}
    >
      {t.save}
    </Button>
  );
}
