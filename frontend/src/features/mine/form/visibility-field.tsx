/** How a need shows its company: who sees what. */
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { visibilityNames } from "@/ui/badges";
import { Choice, FieldGroup } from "@/ui/field";
import { faultAt } from "./content";
import { Around } from "./shared";
import { useFaults, useOf, useStore } from "./store";

type Visibility = Schemas["NeedVisibility"];

export const visibilityTexts = messages(
  {
    label: "会社の見せ方",
    support: "ニーズを誰に、どこまで見せるかを選びます。あとから変えられます。",
    open: "会員の研究者がニーズを読み、御社の名前も分かります。提案が最も集まりやすい方法です。",
    anonymous:
      "会員の研究者がニーズを読みますが、社名の代わりに「製薬企業」などと表示されます。紹介を承諾した相手にだけ社名が伝わります。",
    blind: "研究者には一切表示も通知もされません。御社と担当リエゾンだけが、合いそうなシーズを確認できます。",
  },
  {
    label: "How the company is shown",
    support: "Who sees the need, and how much of it. You can change this later.",
    open: "Researchers who are members read the need and see your company’s name. This draws the most offers.",
    anonymous:
      "Researchers read the need, but see “pharmaceutical company” in place of your name. Only those whose introduction you accept learn it.",
    blind:
      "Researchers neither see it nor hear of it. Only your company and the liaison in charge see which seeds may fit.",
  },
);

export function VisibilityChoices({
  value,
  onChange,
}: {
  value: Visibility | null;
  onChange: (visibility: Visibility) => void;
}) {
  const t = useMessages(visibilityTexts);
  const names = useMessages(visibilityNames);
  return (
    <div className="flex flex-col gap-1">
      {(["open", "anonymous", "blind"] as const).map((visibility) => (
        <Choice
          key={visibility}
          type="radio"
          name="visibility"
          label={<span className="font-bold">{names[visibility]}</span>}
          support={t[visibility]}
          checked={value === visibility}
          onChange={() => onChange(visibility)}
        />
      ))}
    </div>
  );
}

export function VisibilityField() {
  const t = useMessages(visibilityTexts);
  const store = useStore();
  const value = useOf((current) => current.visibility());
  const error = faultAt(useFaults("visibility"), "visibility");
  return (
    <Around field="visibility">
      <FieldGroup
        name="visibility"
        label={t.label}
        support={t.support}
        required
        {...(error ? { error } : {})}
      >
        <VisibilityChoices value={value} onChange={(visibility) => store.show(visibility)} />
      </FieldGroup>
    </Around>
  );
}
