/** The form of a listing: one section at a time, saved by itself. */
import { useBlocker, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { api, ifMatch, type Schemas } from "@/api/client";
import { textOf } from "@/app/address";
import { sectionsOf } from "@/features/listing-view/fields";
import { useSectionName } from "@/features/listing-view/names";
import { useFormat } from "@/i18n/format";
import { useLocale } from "@/i18n/locale";
import { messages, useMessages } from "@/i18n/messages";
import { StateBadge } from "@/ui/badges";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { Loading } from "@/ui/states";
import { AnyField, prepareFields } from "./any-field";
import type { Comment } from "./comment";
import { CommentsContext } from "./comments";
import { sectionOf } from "./content";
import { FindingsPanel } from "./findings-panel";
import { focusFieldSoon } from "./focus";
import { SaveStatus } from "./save-status";
import { Saver } from "./saver";
import { SectionRail, SectionSelect, useSections } from "./section-rail";
import { useSource } from "./source";
import { SourcePanel, type TextWidget } from "./source-panel";
import { FormStore, StoreContext, useOf, useValue } from "./store";
import { VisibilityField } from "./visibility-field";

// Needed late or never: loaded then.
const ConflictDialog = lazy(async () => ({ default: (await import("./conflict-dialog")).ConflictDialog }));
const SubmitStep = lazy(async () => ({ default: (await import("./submit-step")).SubmitStep }));

const texts = messages(
  {
    next: (title: string) => `次へ：${title}`,
    back: "前へ",
    untitled: "（タイトル未入力）",
    source: "元の文章を横に置く",
    sourceShort: "元の文章",
    submit: "確認と提出",
    leave: "保存できていない変更があります",
    leaveWhat: "このページを離れると、まだ保存できていない変更が失われます。離れますか。",
    leaveNow: "変更を捨てて離れる",
  },
  {
    next: (title: string) => `Next: ${title}`,
    back: "Back",
    untitled: "(no title yet)",
    source: "Keep your text beside the form",
    sourceShort: "Your text",
    submit: "Check and submit",
    leave: "Some changes are not saved",
    leaveWhat: "If you leave this page, the changes that could not be saved are lost. Leave anyway?",
    leaveNow: "Drop the changes and leave",
  },
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
  useEffect(() => {
    saver.start();
    const hide = () => {
      if (document.visibilityState === "hidden") void saver.flush();
    };
    const online = () => void saver.flush();
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("online", online);
      document.removeEventListener("visibilitychange", hide);
      saver.stop();
    };
  }, [saver]);
  return (
    <StoreContext.Provider value={store}>
      <CommentsContext.Provider value={comments}>
        <Layout store={store} saver={saver} state={draft.successor_state ?? draft.state} />
      </CommentsContext.Provider>
    </StoreContext.Provider>
  );
}

function begin(draft: Schemas["DraftBody"], specs: Schemas["FieldSpec"][], language: "ja" | "en") {
  const store = new FormStore(draft, specs);
  store.write(language);
  const saver = new Saver(
    {
      read: () => store.body(),
      send: async (body, version) => {
        const { data } = await api.PUT("/api/v1/listings/{id}/draft", {
          params: { path: { id: draft.id }, header: { "If-Match": ifMatch(version) } },
          body,
        });
        if (!data) throw new Error("empty answer");
        return data;
      },
      onSaved: (saved) => store.settle(saved),
    },
    draft.version,
  );
  store.onChange = () => saver.changed();
  return { store, saver };
}

/** The server's remarks come in the language of the screen. */
function useReread(store: FormStore, saver: Saver): void {
  const locale = useLocale();
  const before = useRef(locale);
  useEffect(() => {
    if (before.current === locale) return;
    before.current = locale;
    void saver
      .flush()
      .then(() => api.GET("/api/v1/listings/{id}/draft", { params: { path: { id: store.id } } }))
      .then(
        ({ data }) => {
          if (data && data.version === saver.seenVersion) store.remark(data);
        },
        () => {},
      );
  }, [locale, store, saver]);
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
        <div className={`sticky top-20 hidden flex-col gap-5 ${hasPanel ? "2xl:flex" : "xl:flex"}`}>
          <SectionRail current={current} />
          <SaveStatus saver={saver} onCompare={() => setComparing(true)} />
          <FindingsPanel goTo={goTo} />
          {hasPanel ? null : (
            <Button size="small" icon="file" onClick={() => setPanel(true)}>
              {t.source}
            </Button>
          )}
        </div>
        <div className="@container flex min-w-0 flex-col gap-5">
          <div className={`contents ${hasPanel ? "2xl:hidden" : "xl:hidden"}`}>
            <SectionSelect
              current={current}
              onChoose={(section) => {
                void saver.flush();
                void navigate({ to: ".", search: { section } });
              }}
            />
            <div className="sticky top-16 z-20 -mx-1 flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line bg-paper px-1 py-1.5">
              <SaveStatus saver={saver} onCompare={() => setComparing(true)} />
              {hasPanel ? null : (
                <Button size="small" icon="file" onClick={() => setPanel(true)}>
                  {t.sourceShort}
                </Button>
              )}
            </div>
            <FindingsPanel goTo={goTo} />
          </div>
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

function CurrentSection({
  current,
  saver,
  state,
  goTo,
}: {
  current: string;
  saver: Saver;
  state: Schemas["ListingState"];
  goTo: (path: string) => void;
}) {
  const t = useMessages(texts);
  const kind = useOf((store) => store.kind);
  const edition = useOf((store) => store.edited());
  const sectionName = useSectionName(kind);
  const sections = useSections();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const place = sections.findIndex(({ id }) => id === current);
  const [before, after] = [sections[place - 1], sections[place + 1]];
  const fields = sectionsOf(kind).find(({ id }) => id === current)?.fields ?? [];
  const open = (section: string) => {
    void saver.flush();
    void navigate({ to: ".", search: { section } });
  };
  useArrival(heading);
  return (
    <>
      <h2
        ref={heading}
        tabIndex={-1}
        className="border-l-4 border-ai-900 pl-3 text-[1.375rem] leading-snug font-bold"
      >
        {current === "submit" ? t.submit : sectionName(current)}
      </h2>
      {current === "submit" ? (
        <Suspense fallback={<Loading lines={6} />}>
          <SubmitStep saver={saver} state={state} goTo={goTo} />
        </Suspense>
      ) : (
        <div key={edition} className="flex flex-col gap-8">
          {kind === "need" && current === "overview" ? <VisibilityField /> : null}
          {fields.map((field) => (
            <AnyField key={field} field={field} />
          ))}
        </div>
      )}
      <div className="flex flex-wrap justify-between gap-3 border-t border-line pt-5">
        {before ? (
          <Button icon="left" onClick={() => open(before.id)}>
            {t.back}
          </Button>
        ) : (
          <span />
        )}
        {after ? (
          <Button look="primary" onClick={() => open(after.id)}>
            {t.next(after.title)}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** A new section begins at its heading; the first one begins with the page. */
function useArrival(heading: React.RefObject<HTMLHeadingElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest("main")) {
      if (arrivals > 0) {
        heading.current?.focus({ preventScroll: true });
        window.scrollTo({ top: 0 });
      }
    }
    arrivals += 1;
  }, [heading]);
}
let arrivals = 0;

function LeaveGuard({ saver }: { saver: Saver }) {
  const t = useMessages(texts);
  const blocker = useBlocker({
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname && saver.isDirty && !(await saver.flush()),
    enableBeforeUnload: () => saver.isDirty,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={blocker.status === "blocked"}
      title={t.leave}
      confirm={t.leaveNow}
      danger
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      {t.leaveWhat}
    </ConfirmDialog>
  );
}
