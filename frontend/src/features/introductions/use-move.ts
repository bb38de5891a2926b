/** Sends a move with the version that the reader saw. A newer one is read at once; what was typed stays. */
import { useState } from "react";
import { api, ifMatch, queries, refresh, type Schemas } from "@/api/client";
import { codeOf, explain, type FieldProblem } from "@/api/problem";
import { messages, textsNow } from "@/i18n/messages";
import { toast } from "@/ui/toast";

type Introduction = Schemas["IntroductionView"];

const texts = messages(
  {
    accepted: "承諾しました。連絡先が表示されています",
    declined: "見送りと回答しました",
    asked: "質問を送りました",
    answered: "返事を送りました",
    confirmed: "依頼を送りました",
    withdrawn: "取り下げました",
  },
  {
    accepted: "Accepted. The contact is shown",
    declined: "You declined",
    asked: "Your question was sent",
    answered: "Your reply was sent",
    confirmed: "Your request was sent",
    withdrawn: "Withdrawn",
  },
);

export function useMove(introduction: Introduction, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const params = () => ({
    path: { id: introduction.id },
    header: {
      "If-Match": ifMatch(introduction.version),
      "Idempotency-Key": crypto.randomUUID(),
    },
  });
  const run = async (send: () => Promise<unknown>, said: keyof typeof texts.ja) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    setProblems([]);
    try {
      await send();
      // Names that were revealed, and fields that were opened, stand on other pages too.
      await refresh("/introductions", "/listings", "/candidates");
      toast(textsNow(texts)[said]);
      onDone();
    } catch (error) {
      const { fields } = explain(error);
      if (fields.length > 0) setProblems(fields);
      else setFailure(error);
      if (["stale", "wrong_state"].includes(codeOf(error)))
        await queries.invalidateQueries({ queryKey: ["get", "/api/v1/introductions/{id}"] });
    } finally {
      setBusy(false);
    }
  };
  const path = "/api/v1/introductions/{id}" as const;
  return {
    busy,
    failure,
    problems,
    setProblems,
    accept: () => run(() => api.POST(`${path}/accept`, { params: params() }), "accepted"),
    withdraw: () => run(() => api.POST(`${path}/withdraw`, { params: params() }), "withdrawn"),
    decline: (body: Schemas["Declining"]) =>
      run(() => api.POST(`${path}/decline`, { params: params(), body }), "declined"),
    requestInfo: (body: Schemas["BackQuestion"]) =>
      run(() => api.POST(`${path}/request-info`, { params: params(), body }), "asked"),
    provideInfo: (body: Schemas["Information"]) =>
      run(() => api.POST(`${path}/provide-info`, { params: params(), body }), "answered"),
    confirm: (body: Schemas["Confirmation"]) =>
      run(() => api.POST(`${path}/confirm`, { params: params(), body }), "confirmed"),
  };
}
