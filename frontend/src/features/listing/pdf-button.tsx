/** A listing as pages that bear the reader's name and the time. Its owner sees in the evidence that it was taken along. */
import { useState } from "react";
import { api } from "@/api/client";
import { explain } from "@/api/problem";
import { saveFile } from "@/features/search/save-file";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { toast } from "@/ui/toast";

const texts = messages(
  { save: "PDFで保存", done: "PDFを保存しました。取得したことは所有者に記録として残ります。" },
  { save: "Save as PDF", done: "The PDF is saved; its owner can see that it was taken." },
);

export function PdfButton({ id, reference }: { id: string; reference: string }) {
  const t = useMessages(texts);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { data, response } = await api.GET("/api/v1/listings/{id}/export", {
        params: { path: { id }, query: { format: "pdf" } },
        parseAs: "blob",
      });
      saveFile(data as unknown as Blob, response, `${reference}.pdf`);
      toast(t.done);
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" icon="download" className="min-h-11" busy={busy} onClick={() => void save()}>
      {t.save}
    </Button>
  );
}
