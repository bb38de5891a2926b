/** Takes the hits along as a file. The owners see in their evidence that they were taken. */
import { useState } from "react";
import { api, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Failure } from "@/ui/states";
import { toast } from "@/ui/toast";
import { type Kind, type Search, toQuestion } from "./question";
import { saveFile } from "./save-file";

const texts = messages(
  {
    export: "書き出す",
    title: "検索結果を書き出す",
    what: (n: string) => `${n}件の検索結果から、あなたに開示されている項目を書き出します。`,
    most: "一度に書き出せるのは、上位500件までです。",
    recorded: "書き出したことは記録され、それぞれの所有者が確認できます。",
    xlsx: "Excel（XLSX）",
    csv: "CSV",
    done: "ファイルを保存しました",
    nothing: "書き出す検索結果がありません",
  },
  {
    export: "Export",
    title: "Export the results",
    what: (n: string) => `What is disclosed to you of the ${n} results is written to a file.`,
    most: "At most the first 500 are exported at once.",
    recorded: "The export is recorded, and shown to the owner of each listing.",
    xlsx: "Excel (XLSX)",
    csv: "CSV",
    done: "The file is saved",
    nothing: "There is nothing to export",
  },
);

const MOST = 500;
const PATHS = { seed: "/api/v1/search/seeds/export", need: "/api/v1/search/needs/export" } as const;

export function ExportHits({ kind, search, total }: { kind: Kind; search: Search; total: number }) {
  const t = useMessages(texts);
  const { number } = useFormat();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState<Schemas["TableFormat"] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const write = async (format: Schemas["TableFormat"]) => {
    setBusy(format);
    setFailure(null);
    try {
      const { kind: _, ...asked } = toQuestion(kind, search);
      const { data, response } = await api.POST(PATHS[kind], {
        body: { ...asked, format } as Schemas["ExportBody"],
        parseAs: "blob",
      });
      saveFile(data as unknown as Blob, response, `enishi-${kind}s.${format}`);
      setOpen(false);
      toast(t.done);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <Button
        size="small"
        icon="download"
        className="min-h-11"
        aria-haspopup="dialog"
        onClick={() => (total > 0 ? setOpen(true) : toast(t.nothing))}
      >
        {t.export}
      </Button>
      <Dialog open={open} title={t.title} onClose={() => setOpen(false)}>
        <div className="flex flex-col gap-4">
          {failure ? <Failure error={failure} /> : null}
          <p>{t.what(number(Math.min(total, MOST)))}</p>
          {total > MOST ? <p>{t.most}</p> : null}
          <p className="text-ink-soft">{t.recorded}</p>
          <div className="flex flex-wrap gap-3">
            {(["xlsx", "csv"] as const).map((format) => (
              <Button
                key={format}
                icon="download"
                look={format === "xlsx" ? "primary" : "secondary"}
                busy={busy === format}
                onClick={() => void write(format)}
              >
                {t[format]}
              </Button>
            ))}
          </div>
        </div>
      </Dialog>
    </>
  );
}
