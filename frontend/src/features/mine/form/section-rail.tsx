/** The sections of the form with what is open in each: a rail where there is room, a select where there is not. */
import { Link } from "@tanstack/react-router";
import { sectionsOf } from "@/features/listing-view/fields";
import { useSectionName } from "@/features/listing-view/names";
import { messages, useMessages } from "@/i18n/messages";
import { inputClass } from "@/ui/field";
import { Icon } from "@/ui/icons";
import { openFields } from "./content";
import { useOf, useStore } from "./store";

const texts = messages(
  {
    sections: "入力の区分",
    open: (n: number) => `あと${n}項目`,
    done: "必須項目は入力済み",
    submit: "確認と提出",
  },
  {
    sections: "Sections of the form",
    open: (n: number) => (n === 1 ? "1 field left" : `${n} fields left`),
    done: "Required fields are filled in",
    submit: "Check and submit",
  },
);

export function useSections() {
  const t = useMessages(texts);
  const { kind } = useStore();
  const name = useSectionName(kind);
  const faults = useOf((store) => store.remarked().faults);
  const open = openFields(kind, faults);
  return [
    ...sectionsOf(kind).map(({ id }, place) => ({
      id: id as string,
      title: `${place + 1}. ${name(id)}`,
      open: open[id] ?? 0,
    })),
    { id: "submit", title: t.submit, open: 0 },
  ];
}

export function SectionRail({ current }: { current: string }) {
  const t = useMessages(texts);
  const sections = useSections();
  return (
    <nav aria-label={t.sections}>
      <ol className="flex flex-col gap-0.5">
        {sections.map(({ id, title, open }) => (
          <li key={id}>
            <Link
              to="."
              search={{ section: id }}
              aria-current={id === current ? "step" : undefined}
              className={`flex min-h-11 flex-col justify-center rounded-lg border-l-4 px-3 py-1 leading-snug text-ink no-underline hover:bg-ai-50 ${id === current ? "border-ai-900 bg-ai-100 font-bold" : "border-transparent"}`}
            >
              <span className="flex items-center justify-between gap-2">
                {title}
                {id !== "submit" && open === 0 ? (
                  <span className="text-green-1000">
                    <Icon name="check" size={16} />
                    <span className="sr-only">{t.done}</span>
                  </span>
                ) : null}
              </span>
              {open > 0 ? (
                <span className="text-[0.8125rem] font-normal text-shu-800">{t.open(open)}</span>
              ) : null}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function SectionSelect({
  current,
  onChoose,
}: {
  current: string;
  onChoose: (section: string) => void;
}) {
  const t = useMessages(texts);
  const sections = useSections();
  return (
    <select
      aria-label={t.sections}
      className={inputClass}
      value={current}
      onChange={(event) => onChoose(event.target.value)}
    >
      {sections.map(({ id, title, open }) => (
        <option key={id} value={id}>
          {open > 0 ? `${title} – ${t.open(open)}` : title}
        </option>
      ))}
    </select>
  );
}
