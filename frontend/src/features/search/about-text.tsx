/** Searching with a whole text: an abstract, a call, a need in plain words. The text is kept nowhere but in this page's memory. */
import { useSearch as useAddress, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { $api, queries, type Schemas } from "@/api/client";
import { textOf } from "@/app/address";
import { CompareTray } from "@/features/listing/compare-tray";
import { useRole } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { kindNames } from "@/ui/badges";
import { Button } from "@/ui/button";
import { Choice, FieldGroup, TextArea } from "@/ui/field";
import { Page } from "@/ui/page";
import { Empty, Failure, Loading } from "@/ui/states";
import { ErrorSummary } from "@/ui/summary";
import { HitCard } from "./hit-card";
import type { Kind } from "./question";
import { linkToSearch } from "./question";
import { SharedWords } from "./shared-words";
import { nearTexts } from "./texts";

const texts = messages(
  {
    title: "文章から探す",
    lead: "論文や課題の要旨など、手元の文章をそのまま貼り付けると、内容の近いものを探します。文章は保存も記録もされません。",
    kind: "探すもの",
    text: "文章",
    textSupport: "日本語または英語で、20,000字まで。",
    find: "近いものを探す",
    missing: "文章を貼り付けてください。",
    found: "近いもの",
    nothing: "近いものは見つかりませんでした",
    how: "要旨全体など、もう少し長い文章をお試しください。",
    words: "キーワードで探す",
  },
  {
    title: "Search with a text",
    lead: "Paste an abstract or any text as it is to find what is about the same. The text is neither stored nor logged.",
    kind: "Look for",
    text: "Text",
    textSupport: "In Japanese or English, up to 20,000 characters.",
    find: "Find what is close",
    missing: "Please paste a text.",
    found: "Closest",
    nothing: "Nothing close was found",
    how: "Try a longer text, such as a whole abstract.",
    words: "Search with words",
  },
);

const LONGEST = 20_000;
/** Lives until the page is closed or its member signs out, so that one comes back to what was found. */
const KEPT = ["about-text"];
queries.setQueryDefaults(KEPT, { gcTime: Number.POSITIVE_INFINITY });
type Asked = Pick<Schemas["AboutBody"], "kind" | "text">;

export function AboutText() {
  const t = useMessages(texts);
  const near = useMessages(nearTexts);
  const kinds = useMessages(kindNames);
  const role = useRole();
  const address = useAddress({ strict: false });
  const navigate = useNavigate();
  const named = textOf(address["kind"]);
  const kind: Kind = named === "need" || named === "seed" ? named : role === "researcher" ? "need" : "seed";
  const [asked, setAsked] = useState<Asked | undefined>(() => queries.getQueryData(KEPT));
  const [text, setText] = useState(asked?.text ?? "");
  const [missing, setMissing] = useState<{ field: string; code: "required"; message: string }[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  const wantsFocus = useRef(false);
  const query = $api.useQuery(
    "post",
    "/api/v1/search/about",
    { body: { ...(asked ?? { kind, text: "" }), filters: {}, limit: 20 } },
    { enabled: asked !== undefined, staleTime: Number.POSITIVE_INFINITY },
  );
  const items = asked ? query.data?.items : undefined;
  useEffect(() => {
    if (items && wantsFocus.current) heading.current?.focus();
    if (items) wantsFocus.current = false;
  }, [items]);
  const find = (event: FormEvent) => {
    event.preventDefault();
    const trimmed = text.trim();
    setMissing(trimmed ? [] : [{ field: "text", code: "required", message: t.missing }]);
    if (!trimmed) return;
    const next = { kind, text: trimmed };
    wantsFocus.current = true;
    queries.setQueryData(KEPT, next);
    setAsked(next);
    if (asked?.text === trimmed && asked.kind === kind) heading.current?.focus();
  };
  return (
    <Page title={t.title} lead={t.lead} trail={[{ label: t.words, link: linkToSearch(kind, {}) }]}>
      <form noValidate onSubmit={find} className="flex flex-col gap-5">
        <ErrorSummary problems={missing} labels={{ text: t.text }} />
        <FieldGroup name="kind" label={t.kind}>
          <div className="flex flex-wrap gap-x-6">
            {(["seed", "need"] as const).map((one) => (
              <Choice
                key={one}
                type="radio"
                name="kind"
                label={kinds[one]}
                checked={kind === one}
                onChange={() => void navigate({ to: ".", search: { kind: one }, replace: true })}
              />
            ))}
          </div>
        </FieldGroup>
        <TextArea
          name="text"
          label={t.text}
          support={t.textSupport}
          className="min-h-52"
          maxLength={LONGEST}
          count={text.length}
          max={LONGEST}
          value={text}
          error={missing[0]?.message}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" look="primary" className="self-start" busy={query.isFetching}>
          {t.find}
        </Button>
      </form>
      {asked && query.error ? <Failure error={query.error} again={() => void query.refetch()} /> : null}
      {asked && query.isPending ? <Loading lines={10} /> : null}
      {items ? (
        <section className="flex flex-col gap-4">
          <h2 ref={heading} tabIndex={-1} className="border-l-4 border-ai-900 pl-3 text-[1.25rem] font-bold">
            {t.found}
          </h2>
          {items.length === 0 ? (
            <Empty title={t.nothing}>{t.how}</Empty>
          ) : (
            <>
              <p role="status" className="-mt-2 text-ink-soft">
                {near.count(items.length)}
              </p>
              <ol className="flex flex-col gap-3">
                {items.map((item) => (
                  <li key={item.id}>
                    <HitCard hit={item}>
                      <SharedWords shared={item.shared} />
                    </HitCard>
                  </li>
                ))}
              </ol>
            </>
          )}
        </section>
      ) : null}
      <CompareTray />
    </Page>
  );
}
