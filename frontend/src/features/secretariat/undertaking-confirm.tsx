/** The last look before a version comes into force: what changes, and what follows, with a tick of its own. */
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Dialog, DialogButtons } from "@/ui/dialog";
import { Choice, FieldGroup } from "@/ui/field";
import { Changes } from "./changes";

const texts = messages(
  {
    title: (n: number) => `第${n}版を公開しますか`,
    same: "今の版と同じ文面です。会員はもう一度同意することになります。",
    days: (n: number) => `有効期間：${n}日`,
    sure: "確認",
    tick: "会員全員が、同意するまで掲載を見られなくなることを確かめました",
    missing: "確認の欄に印を付けてください。",
    back: "文面に戻る",
    publish: (n: number) => `第${n}版を公開する`,
    ja: "日本語",
    en: "英語",
  },
  {
    title: (n: number) => `Publish version ${n}?`,
    same: "The text is the same as in the present version. Members will have to accept it again.",
    days: (n: number) => `Valid for ${n} days`,
    sure: "Confirmation",
    tick: "I understand that nobody sees listings before accepting it",
    missing: "Please tick the confirmation.",
    back: "Back to the text",
    publish: (n: number) => `Publish version ${n}`,
    ja: "Japanese",
    en: "English",
  },
);

const TICK = "publication-is-sure";

interface ConfirmPublicationProps {
  open: boolean;
  current: Schemas["UndertakingView"] | undefined;
  wanted: Schemas["UndertakingRequest"];
  onConfirm: () => void;
  onClose: () => void;
}

export function ConfirmPublication({ open, current, wanted, onConfirm, onClose }: ConfirmPublicationProps) {
  const t = useMessages(texts);
  const [ticked, setTicked] = useState(false);
  const [missing, setMissing] = useState(false);
  const number = (current?.number ?? 0) + 1;
  const whole = (one: Schemas["UndertakingRequest"] | undefined, language: "ja" | "en") =>
    one ? `${one.title[language] ?? ""}\n\n${one.text[language] ?? ""}` : "";
  const same =
    current !== undefined &&
    (["ja", "en"] as const).every((language) => whole(current, language) === whole(wanted, language));
  const close = () => {
    setTicked(false);
    setMissing(false);
    onClose();
  };
  const confirm = () => {
    if (ticked) return onConfirm();
    setMissing(true);
    document.getElementById(TICK)?.focus();
  };
  return (
    <Dialog open={open} title={t.title(number)} shape="wide" onClose={close}>
      <div className="flex flex-col gap-5">
        <p className="font-bold">{t.days(wanted.valid_days)}</p>
        {same ? <p>{t.same}</p> : null}
        <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
          {(["ja", "en"] as const).map((language) => (
            <div key={language} className="flex min-w-0 flex-col gap-2">
              <h3 className="font-bold">{t[language]}</h3>
              <section
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard
                tabIndex={0}
                aria-label={t[language]}
                lang={language}
                className="max-h-[45vh] overflow-y-auto rounded-lg border border-line p-3 text-[0.9375rem] whitespace-pre-wrap"
              >
                <Changes before={whole(current, language)} after={whole(wanted, language)} />
              </section>
            </div>
          ))}
        </div>
        <FieldGroup name="sure" label={t.sure} error={missing && !ticked ? t.missing : undefined}>
          <Choice
            type="checkbox"
            id={TICK}
            aria-invalid={missing && !ticked}
            label={t.tick}
            checked={ticked}
            onChange={(event) => setTicked(event.target.checked)}
          />
        </FieldGroup>
        <DialogButtons>
          <Button onClick={close}>{t.back}</Button>
          <Button look="danger" onClick={confirm}>
            {t.publish(number)}
          </Button>
        </DialogButtons>
      </div>
    </Dialog>
  );
}
