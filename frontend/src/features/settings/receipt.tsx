/** What the people of one's organisation were shown, as a signed file. */
import { api } from "@/api/client";
import { useSave } from "@/features/search/use-save";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Section } from "@/ui/page";

const texts = messages(
  {
    title: "所属機関が閲覧した内容",
    what: "所属機関の会員が、いつ、どの掲載を、どこまで見たかの署名つき証明書です。ここにない掲載は見ていません。自社の研究が他者の秘密情報に基づくものではないことを、あとから示せます。",
    save: "証明書を保存",
    done: "証明書を保存しました",
  },
  {
    title: "What your organisation was shown",
    what: "A signed receipt of what the members of your organisation saw, when, and how much of it. What is not in it, they did not see. With it you can show later that your own work does not rest on somebody else’s confidences.",
    save: "Save the receipt",
    done: "The receipt is saved",
  },
);

export function ReceiptSection() {
  const t = useMessages(texts);
  const saving = useSave(
    () => api.GET("/api/v1/me/receipt", { parseAs: "blob" }),
    "enishi-receipt.json",
    t.done,
  );
  return (
    <Section title={t.title}>
      <p className="text-ink-soft">{t.what}</p>
      <Button icon="download" className="self-start" {...saving}>
        {t.save}
      </Button>
    </Section>
  );
}
