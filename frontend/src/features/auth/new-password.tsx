/** A field for a new password, with how long it is in words. */
import { type ReactNode, useState } from "react";
import type { FieldProblem } from "@/api/problem";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { LEAST, passwordLength } from "./password-length";

const texts = messages(
  {
    support: `${LEAST}文字以上。関係のない言葉を三つ四つつなげると、覚えやすく、推測されにくくなります。`,
    required: "入力してください。",
    tooShort: `${LEAST}文字以上にしてください。`,
    none: "",
    short: `まだ短すぎます（${LEAST}文字以上）`,
    enough: "使える長さです",
    comfortable: "十分な長さです",
    show: "パスワードを表示",
    hide: "パスワードを隠す",
  },
  {
    support: `At least ${LEAST} characters. Three or four unrelated words are easy to remember and hard to guess.`,
    required: "Please fill this in.",
    tooShort: `Please use at least ${LEAST} characters.`,
    none: "",
    short: `Still too short (at least ${LEAST} characters)`,
    enough: "Long enough",
    comfortable: "Comfortably long",
    show: "Show password",
    hide: "Hide password",
  },
);

/** What is wrong with a new password before it is sent: whether it is hard to guess, only the server says. */
export function useNewPasswordCheck() {
  const t = useMessages(texts);
  return (field: string, password: string): FieldProblem[] => {
    switch (passwordLength(password)) {
      case "none":
        return [{ field, code: "required", message: t.required }];
      case "short":
        return [{ field, code: "too_short", message: t.tooShort }];
      default:
        return [];
    }
  };
}

export function NewPassword({ name, label, error }: { name: string; label: string; error?: ReactNode }) {
  const t = useMessages(texts);
  const [length, setLength] = useState(passwordLength(""));
  const [shown, setShown] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <TextField
        name={name}
        type={shown ? "text" : "password"}
        label={label}
        support={t.support}
        error={error}
        required
        autoComplete="new-password"
        autoCapitalize="none"
        spellCheck={false}
        onInput={(event) => setLength(passwordLength(event.currentTarget.value))}
      />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p role="status" className="text-[0.875rem] text-ink-soft">
          {t[length]}
        </p>
        <Button look="quiet" size="small" className="-mr-2.5" onClick={() => setShown(!shown)}>
          {shown ? t.hide : t.show}
        </Button>
      </div>
    </div>
  );
}
