/** The form of a listing: one section at a time, saved by itself. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Schemas } from "@/api/client";
import { textOf } from "@/app/address";
import { sectionsOf } from "@/features/listing-view/fields";
import { useFormat } from "@/i18n/format";
import { useLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { StateBadge } from "@/ui/badges";
import { Button } from "@/ui/button";
import { useMedia } from "@/ui/media";
import { prepareFields } from "./any-field";
import type { Comment } from "./comment";
import { CommentsContext } from "./comments";
import { sectionOf } from "./content";
import { CurrentSection } from "./current-section";
import { FindingsPanel } from "./findings-panel";
import { focusFieldSoon } from "./focus";
import { LeaveGuard } from "./leave-guard";
import { SaveStatus } from "./save-status";
import type { Saver } from "./saver";
import { SectionRail, SectionSelect } from "./section-rail";
import { useSource } from "./source";
import { SourcePanel, type TextWidget } from "./source-panel";
import { type FormStore, StoreContext, useValue } from "./store";
import { begin, useReread, useSaving } from "./writing";

// Needed rarely: loaded then.
const ConflictDialog = lazy(async () => ({ default: (await import("./conflict-dialog")).ConflictDialog }));

const texts = messages(
  { untitled: "（タイトル未入力）", source: "元の文章を横に置く", sourceShort: "元の文章" },
  { untitled: "(no title yet)", source: "Keep your text beside the form", sourceShort: "Your text" },
);

export interface ListingFormProps {
  draft: Schemas["DraftBody"];
  specs: Schemas["FieldSpec"][];
  comments: Comment[];
}

export function ListingForm({ draft, specs, comments }: ListingFormProps) {
  const locale = useLocale();
  const [{ store, saver }] = useState(() => begin(draft, specs, locale));
  useReread(store, saver);
  useEffect(prepareFields, []);
  useSaving(saver);
  return (
    <StoreContext.Provider value={store}>
      <CommentsContext.Provider value={comments}>
        <Layout store={store} saver={saver} state={draft.successor_state ?? draft.state} />
      </CommentsContext.Provider>
    </StoreContext.Provider>
  );
}

function Layout({ store, saver, state }: { store: FormStore; saver: Saver; state: Schemas["ListingState"] }) {
  const t = useMessages(texts);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const field = textOf(search["field"]);
  const wanted = textOf(search["section"]) ?? (field ? sectionOf(store.kind, field) : "overview");
  const ids = [...sectionsOf(store.kind).map(({ id }) => id as string), "submit"];
  const current = ids.includes(wanted) ? wanted : "overview";
  const [isComparing, setComparing] = useState<boolean>();
  const source = useSource(store.id);
  const [hasPanel, setPanel] = useState(source !== "");
  const hasRail = useMedia(hasPanel ? "(min-width: 96rem)" : "(min-width: 80rem)");
  const lastWidget = useRef<TextWidget | null>(null);

  const goTo = (path: string) => {
    const language = path.split(".").at(-1);
    if (language === "ja" || language === "en") store.write(language);
    for (const name of [path.split(".")[1] ?? path]) store.touch(name);
    void navigate({ to: ".", search: { section: sectionOf(store.kind, path) } }).then(() =>
      focusFieldSoon(path),
    );
  };
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current || !field) return;
    opened.current = true;
    focusFieldSoon(field === "visibility" || field.includes(".") ? field : `content.${field}`);
  }, [field]);

  const status = <SaveStatus saver={saver} onCompare={() => setComparing(true)} />;
  const findings = <FindingsPanel goTo={goTo} />;
  const openSource = (words: string) =>
    hasPanel ? null : (
      <Button size="small" icon="file" onClick={() => setPanel(true)}>
        {words}
      </Button>
    );
  return (
    <>
      <Heading state={state} />
      <div
        className={`grid grid-cols-1 items-start gap-6 ${
          hasPanel
            ? "lg:grid-cols-[minmax(0,1fr)_20rem] 2xl:grid-cols-[13rem_minmax(0,1fr)_24rem]"
            : "xl:grid-cols-[13rem_minmax(0,1fr)]"
        }`}
      >
        {hasRail ? (
          <div className="sticky top-20 flex flex-col gap-5">
            <SectionRail current={current} />
            {status}
            {findings}
            {openSource(t.source)}
          </div>
        ) : null}
        <div className="@container flex min-w-0 flex-col gap-5">
          {hasRail ? null : (
            <>
              <SectionSelect
                current={current}
                onChoose={(section) => {
                  void saver.flush();
                  void navigate({ to: ".", search: { section } });
                }}
              />
              <div className="sticky top-16 z-20 -mx-1 flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line bg-paper px-1 py-1.5">
                {status}
                {openSource(t.sourceShort)}
              </div>
              {findings}
            </>
          )}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: it only remembers where the caret was */}
          <div
            className="flex flex-col gap-6"
            onFocus={({ target }) => {
              const isText =
                target instanceof HTMLTextAreaElement ||
                (target instanceof HTMLInputElement && target.type === "text" && target.role !== "combobox");
              if (isText) lastWidget.current = target;
            }}
            onBlur={(event) => {
              if (!event.currentTarget.contains(event.relatedTarget)) void saver.flush();
            }}
          >
            <CurrentSection key={current} current={current} saver={saver} state={state} goTo={goTo} />
          </div>
        </div>
        {hasPanel ? (
          <div className="order-first lg:sticky lg:top-20 lg:order-none">
            <SourcePanel
              listing={store.id}
              target={() => lastWidget.current}
              onClose={() => setPanel(false)}
            />
          </div>
        ) : null}
        {isComparing === undefined ? null : (
          <Suspense>
            <ConflictDialog open={isComparing} saver={saver} onClose={() => setComparing(false)} />
          </Suspense>
        )}
        <LeaveGuard saver={saver} />
      </div>
    </>
  );
}

/** Where the listing stands, and the title as it is being written. */
function Heading({ state }: { state: Schemas["ListingState"] }) {
  const t = useMessages(texts);
  const { pick, lang } = useFormat();
  const title = useValue("title");
  return (
    <p className="-mt-3 flex flex-wrap items-center gap-2 text-ink-soft">
      <StateBadge state={state} />
      <span lang={lang(title)}>{pick(title) || t.untitled}</span>
    </p>
  );
}
