/** Decisions about a match, each with the version that it is about. */
import { api, refresh, type Schemas, withTag } from "@/api/client";
import { explain } from "@/api/problem";
import { messages, textsNow } from "@/i18n/messages";
import { toast } from "@/ui/toast";

type State = Schemas["CandidateState"];
type Mark = Schemas["LiaisonMark"];

const texts = messages(
  {
    done: {
      new: "",
      seen: "未判断に戻しました",
      interested: "「関心あり」にしました",
      not_now: "「今回は見送り」にしました",
      dismissed: "「対象外」にしました",
    },
    undo: "元に戻す",
    undone: "元に戻しました",
    endorsed: "双方に推薦しました",
    suppressed: "双方の一覧から隠しました",
    lifted: "印を外しました",
  },
  {
    done: {
      new: "",
      seen: "Back among the undecided",
      interested: "Marked as interesting",
      not_now: "Put off for now",
      dismissed: "Dismissed",
    },
    undo: "Undo",
    undone: "Undone",
    endorsed: "Recommended to both sides",
    suppressed: "Hidden from both sides",
    lifted: "Mark removed",
  },
);

export interface Decision {
  state: State;
  reason?: string | null | undefined;
}

async function send(id: string, { state, reason }: Decision): Promise<void> {
  const path = { id };
  const { etag } = await withTag(api.GET("/api/v1/candidates/{id}", { params: { path } }));
  await api.POST("/api/v1/candidates/{id}/decision", {
    params: { path, header: { "If-Match": etag, "Idempotency-Key": crypto.randomUUID() } },
    body: { state, reason: reason ?? null },
  });
  await refresh("/candidates");
}

/** Decides, says so and offers the way back. Resolves to whether it was done. */
export async function decideMatch(match: Schemas["CandidateView"], decision: Decision): Promise<boolean> {
  const t = textsNow(texts);
  const before: Decision = {
    state: match.state === "new" ? "seen" : match.state,
    reason: match.reason,
  };
  try {
    await send(match.id, decision);
  } catch (error) {
    toast(explain(error).detail);
    return false;
  }
  toast(t.done[decision.state], {
    label: t.undo,
    run: () =>
      void send(match.id, before).then(
        () => toast(t.undone),
        (error: unknown) => toast(explain(error).detail),
      ),
  });
  return true;
}

/** The liaison's mark on a pair; `null` lifts it. */
export async function markMatch(match: Schemas["CandidateView"], mark: Mark | null): Promise<boolean> {
  const t = textsNow(texts);
  const send = async (wanted: Mark | null) => {
    await api.POST("/api/v1/candidates/{id}/mark", {
      params: { path: { id: match.id }, header: { "Idempotency-Key": crypto.randomUUID() } },
      body: { mark: wanted },
    });
    await refresh("/candidates");
  };
  const before = match.mark ?? null;
  try {
    await send(mark);
  } catch (error) {
    toast(explain(error).detail);
    return false;
  }
  toast(mark ? t[mark] : t.lifted, {
    label: t.undo,
    run: () =>
      void send(before).then(
        () => toast(t.undone),
        (error: unknown) => toast(explain(error).detail),
      ),
  });
  return true;
}
