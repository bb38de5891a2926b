/** The reviewer's side of one desk: ticks, note, and the decision that is sent with them. */
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { $api, api, ifMatch, queries, refresh, type Schemas } from "@/api/client";
import { codeOf, explain, type FieldProblem } from "@/api/problem";
import { messages, textsNow } from "@/i18n/messages";
import { toast } from "@/ui/toast";
import type { Item, Ticks } from "./checklist";
import { nextInQueue, type queueOf, waitsForReader } from "./next";
import type { reviewTexts } from "./texts";

type Desk = Schemas["ReviewDesk"];
export type Decision = Schemas["ReviewDecision"];

const texts = messages(
  {
    done: {
      institution_approve: (reference: string) => `${reference}をリエゾンに渡しました`,
      request_changes: (reference: string) => `${reference}の修正を依頼しました`,
      approve: (reference: string) => `${reference}を承認しました`,
      publish: (reference: string) => `${reference}を掲載しました`,
    },
    alsoPublish: (reference: string) => `${reference}を承認しました。続けて掲載できます`,
    empty: "待っている審査はなくなりました",
    tick: (n: number) => `まだ確認していない項目が${n}件あります。`,
    words: "修正してほしい点を、項目へのコメントかメモに書いてください。",
    tooLong: "2,000字以内にしてください。",
  },
  {
    done: {
      institution_approve: (reference: string) => `${reference} was passed on to the liaison`,
      request_changes: (reference: string) => `Changes were requested for ${reference}`,
      approve: (reference: string) => `${reference} was approved`,
      publish: (reference: string) => `${reference} was published`,
    },
    alsoPublish: (reference: string) => `${reference} was approved. You can publish it now`,
    empty: "Nothing waits for review any more",
    tick: (n: number) => (n === 1 ? "One item is not ticked yet." : `${n} items are not ticked yet.`),
    words: "Say what is to be changed, in a comment at a field or in the note.",
    tooLong: "Up to 2,000 characters.",
  },
);

/** How a desk is read. */
export const deskOf = (id: string) =>
  $api.queryOptions("get", "/api/v1/listings/{id}/review", { params: { path: { id } } });

/** `reviews`: the reader has a queue at all. */
export function useReview(desk: Desk, queue: ReturnType<typeof queueOf>, reviews: boolean) {
  const navigate = useNavigate();
  const [ticks, setTicks] = useState<Ticks>({});
  const [note, setNote] = useState("");
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const [asking, setAsking] = useState<Decision | null>(null);
  const [busy, setBusy] = useState(false);
  const { id, reference } = desk.submitted;
  const waiting = $api.useQuery(
    "get",
    "/api/v1/curation/queue",
    { params: { query: { ...queue, limit: 100 } } },
    { enabled: reviews },
  );
  const items = (waiting.data?.items ?? []).filter((item) => item.id === id || waitsForReader(item));
  const next = nextInQueue(items, id);
  const search = {
    ...(queue.order === "risk" ? { order: "risk" } : {}),
    ...(queue.kind ? { kind: queue.kind } : {}),
  };

  const missing = (decision: Decision): FieldProblem[] => {
    const t = textsNow(texts);
    const long =
      [...note].length > 2000
        ? [{ field: "note", code: "too_long", message: t.tooLong } as FieldProblem]
        : [];
    const open = desk.checklist.filter(({ item }) => ticks[item as Item] !== true).length;
    if (decision === "approve" && open > 0)
      return [{ field: "checklist", code: "not_confirmed", message: t.tick(open) }, ...long];
    const said = note.trim() !== "" || desk.comments.some((comment) => !comment.resolved_at);
    if (decision === "request_changes" && !said)
      return [{ field: "note", code: "required", message: t.words }];
    return long;
  };

  /** Asks before it is sent; first it says what is missing. */
  const ask = (decision: Decision) => {
    if (!desk.moves.includes(decision)) return;
    const found = missing(decision);
    setProblems(found);
    setFailure(null);
    if (found.length === 0) setAsking(decision);
  };

  const goOn = async () => {
    if (next) await navigate({ to: "/reviews/$id", params: { id: next.id }, search });
    else {
      toast(textsNow(texts).empty);
      // What was read before the decisions would say that they still wait.
      queries.removeQueries({ queryKey: ["get", "/api/v1/curation/queue", "pages"] });
      await navigate({ to: "/reviews", search });
    }
  };

  const decide = async (decision: Decision) => {
    if (busy) return;
    setBusy(true);
    const t = textsNow(texts);
    const path = { id };
    try {
      await api.POST("/api/v1/listings/{id}/reviews", {
        params: {
          path,
          header: { "If-Match": ifMatch(desk.version), "Idempotency-Key": crypto.randomUUID() },
        },
        body: {
          decision,
          note: note.trim(),
          checklist: decision === "approve" ? { ...noTicks, ...ticks } : null,
        },
      });
      setAsking(null);
      // Who approves may often publish as well; then the listing stays on the desk for that.
      const after =
        decision === "approve" ? await queries.fetchQuery({ ...deskOf(id), staleTime: 0 }) : undefined;
      if (after?.moves.includes("publish")) {
        toast(t.alsoPublish(reference));
        void refresh("/curation", "/listings");
        setNote("");
        focusSoon("decide-publish");
      } else {
        toast(t.done[decision](reference));
        await goOn();
        await refresh("/curation", "/listings");
      }
    } catch (error) {
      setAsking(null);
      const { fields } = explain(error);
      if (fields.length > 0) setProblems(fields);
      else setFailure(error);
      if (["stale", "wrong_state", "not_found"].includes(codeOf(error)))
        await queries.invalidateQueries(deskOf(id));
    } finally {
      setBusy(false);
    }
  };

  return {
    ticks,
    setTicks,
    note,
    setNote,
    problems,
    failure,
    busy,
    asking,
    ask,
    cancel: () => setAsking(null),
    decide,
    next,
    goOn,
    /** How many wait besides this one */
    others: items.filter((item) => item.id !== id).length,
  };
}

/** Focuses a button once it is drawn and the dialog before it has given the focus back. */
function focusSoon(id: string, tries = 120): void {
  requestAnimationFrame(() => {
    const button = document.getElementById(id);
    if (button && !document.querySelector("dialog[open]")) button.focus();
    else if (tries > 0) focusSoon(id, tries - 1);
  });
}

const noTicks: Schemas["Checklist"] = {
  title_not_enabling: false,
  no_enabling_detail: false,
  differentiation_present: false,
  missing_data_listed: false,
  no_duplicate: false,
  tiers_set: false,
  expiry_set: false,
};

/** The words of the checklist for problems that the server names. */
export function problemLabels(items: typeof reviewTexts.ja.item): Record<string, string> {
  return Object.fromEntries(Object.entries(items).map(([item, word]) => [`checklist.${item}`, word]));
}
