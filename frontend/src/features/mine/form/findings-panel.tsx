/** All passages that may enable, at hand while writing. */
import { fieldOf } from "@/features/listing-view/fields";
import { useFieldName } from "@/features/listing-view/names";
import { messages, useMessages } from "@/i18n/messages";
import { Icon } from "@/ui/icons";
import { Passage } from "./findings";
import { useOf, useStore } from "./store";

const texts = messages(
  { title: (n: number) => `公表のおそれ ${n}件` },
  { title: (n: number) => (n === 1 ? "1 passage may enable" : `${n} passages may enable`) },
);

export function FindingsPanel({ goTo }: { goTo: (path: string) => void }) {
  const t = useMessages(texts);
  const { kind } = useStore();
  const name = useFieldName(kind);
  const findings = useOf((store) => store.remarked().findings);
  const content = useOf((store) => store.all());
  if (findings.length === 0) return null;
  return (
    <details
      open
      className="rounded-lg border border-warning-yellow-2 bg-yellow-50 px-3 py-2 text-[0.875rem]"
    >
      <summary className="flex min-h-8 list-none items-center gap-1.5 font-bold">
        <Icon name="warning" size={18} />
        {t.title(findings.length)}
      </summary>
      <ul className="mt-1 flex max-h-60 flex-col gap-1 overflow-y-auto">
        {findings.map((finding, place) => (
          <li key={place}>
            <button
              type="button"
              className="min-h-8 text-left text-ai-900 underline underline-offset-4"
              onClick={() => goTo(`content.${finding.field}`)}
            >
              {name(fieldOf(finding.field))}
            </button>{" "}
            <Passage content={content} finding={finding} />
          </li>
        ))}
      </ul>
    </details>
  );
}
