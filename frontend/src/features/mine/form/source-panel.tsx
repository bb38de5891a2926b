/** The text to fill in from, beside the form: select a passage and put it into the field where the caret was. */
import { useRef, useState } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { Button, IconButton } from "@/ui/button";
import { inputClass } from "@/ui/field";
import { toast } from "@/ui/toast";
import { bring, insertInto, useSource } from "./source";

const texts = messages(
  {
    title: "元の文章",
    pasted: "貼り付けた文章",
    close: "元の文章を閉じる",
    paste: "要旨やポスターの文章をここに貼り付けてください",
    privacy: "この文章はこの画面の中だけにあります。送信も保存もされません。",
    insert: "選んだ部分を入力欄へ",
    howTo: "入力したい欄を一度クリックし、下の文章の一部を選んでから押してください。",
    change: "文章を入れ替える",
    done: "貼り付けを終える",
    noSelection: "先に、文章の一部を選んでください。",
    noField: "先に、入力したい欄をクリックしてください。",
  },
  {
    title: "Your text",
    pasted: "Pasted text",
    close: "Close your text",
    paste: "Paste an abstract or the text of a poster here",
    privacy: "This text stays in this window. It is neither sent nor stored.",
    insert: "Put the selection into the field",
    howTo: "Click into a field once, select a passage below, then press the button.",
    change: "Change the text",
    done: "Done",
    noSelection: "Select a passage first.",
    noField: "Click into a field first.",
  },
);

export type TextWidget = HTMLInputElement | HTMLTextAreaElement;

export function SourcePanel({
  listing,
  target,
  onClose,
}: {
  listing: string;
  /** The field where the caret was last */
  target: () => TextWidget | null;
  onClose: () => void;
}) {
  const t = useMessages(texts);
  const text = useSource(listing);
  const [isEditing, setEditing] = useState(text === "");
  const page = useRef<HTMLDivElement>(null);
  const insert = () => {
    const selection = window.getSelection();
    const chosen =
      selection && page.current?.contains(selection.anchorNode) ? selection.toString().trim() : "";
    const widget = target();
    if (!chosen) toast(t.noSelection);
    else if (!widget?.isConnected) toast(t.noField);
    else insertInto(widget, chosen);
  };
  return (
    <section
      aria-label={t.title}
      className="flex max-h-[calc(100dvh-6rem)] flex-col gap-3 rounded-xl border border-line bg-white p-4"
    >
      <div className="flex items-center justify-between">
        <h2 className="font-bold">{t.title}</h2>
        <IconButton icon="close" label={t.close} className="-my-2 -mr-2" onClick={onClose} />
      </div>
      <p className="text-[0.875rem] text-ink-soft">{t.privacy}</p>
      {isEditing ? (
        <>
          <textarea
            aria-label={t.paste}
            className={`${inputClass} min-h-48 flex-1`}
            defaultValue={text}
            onChange={(event) => bring(listing, event.target.value)}
          />
          <div>
            <Button onClick={() => setEditing(false)}>{t.done}</Button>
          </div>
        </>
      ) : (
        <>
          <p className="text-[0.875rem] text-ink-soft">{t.howTo}</p>
          <div className="flex flex-wrap gap-2">
            {/* The selection must outlive the press. */}
            <Button
              size="small"
              icon="down"
              onPointerDown={(event) => event.preventDefault()}
              onClick={insert}
            >
              {t.insert}
            </Button>
            <Button size="small" look="quiet" onClick={() => setEditing(true)}>
              {t.change}
            </Button>
          </div>
          <section
            ref={page}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard
            tabIndex={0}
            aria-label={t.pasted}
            className="overflow-y-auto rounded-lg bg-paper p-3 whitespace-pre-line select-text"
          >
            {text}
          </section>
        </>
      )}
    </section>
  );
}
