/** A listing as pages that bear the reader's name and the time. Its owner sees in the evidence that it was taken along. */
import { api } from "@/api/client";
import { useSave } from "@/features/search/use-save";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";

const texts = messages(
  { save: "PDFで保存", done: "PDFを保存しました。取得したことは所有者に記録として残ります。" },
  { save: "Save as PDF", done: "The PDF is saved; its owner can see that it was taken." },
);

export function PdfButton({ id, reference }: { id: string; reference: string }) {
  const t = useMessages(texts);
  const saving = useSave(
    () =>
      api.GET("/api/v1/listings/{id}/export", {
        params: { path: { id }, query: { format: "pdf" } },
        parseAs: "blob",
      }),
    `${reference}.pdf`,
    t.done,
  );
  return (
    <Button size="small" icon="download" className="min-h-11" {...saving}>
      {t.save}
    </Button>
  );
}
