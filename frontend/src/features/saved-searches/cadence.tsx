/** How often mails tell of what a saved search finds. */
import { messages, useMessages } from "@/i18n/messages";
import { Choice, FieldGroup } from "@/ui/field";

export const cadenceTexts = messages(
  {
    label: "メールでのお知らせ",
    support: "メールには件数とリンクだけが載り、検索の内容は載りません。",
    mail: (cadence: string) => `メール：${cadence}`,
    names: { instant: "見つかり次第", daily: "1日1回まとめて", weekly: "週1回まとめて", off: "メールしない" },
  },
  {
    label: "Told by mail",
    support: "Mails hold counts and links, never what you search for.",
    mail: (cadence: string) => `Mail: ${cadence}`,
    names: { instant: "As soon as found", daily: "Once a day", weekly: "Once a week", off: "No mail" },
  },
);

const CADENCES = ["instant", "daily", "weekly", "off"] as const;

/** How often mails come, in a few words. */
export function useMailWords(): (cadence: string) => string {
  const { mail, names } = useMessages(cadenceTexts);
  return (cadence) => {
    const name = (names as Record<string, string>)[cadence] ?? cadence;
    return cadence === "off" ? name : mail(name);
  };
}

export function Cadence({ name, value = "instant" }: { name: string; value?: string }) {
  const t = useMessages(cadenceTexts);
  return (
    <FieldGroup name={name} label={t.label} support={t.support}>
      <div className="flex flex-col">
        {CADENCES.map((cadence) => (
          <Choice
            key={cadence}
            type="radio"
            name={name}
            value={cadence}
            defaultChecked={cadence === value}
            label={t.names[cadence]}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
