/** What the server answers when something cannot be done (RFC 9457), and what there is to say when it does not answer at all. */
import { messages, textsNow } from "@/i18n/messages";
import type { components } from "./schema";

export type Problem = components["schemas"]["Problem"];
export type FieldProblem = components["schemas"]["FieldProblem"];

const texts = messages(
  {
    offline: "サーバーにつながりません",
    offlineDetail: "通信状況を確かめて、もう一度お試しください。入力した内容はこの画面に残っています。",
  },
  {
    offline: "The server cannot be reached",
    offlineDetail: "Check your connection and try again. What you entered is still on this page.",
  },
);

/** Thrown by every request that did not succeed. */
export class ApiError extends Error {
  readonly problem: Problem | null;

  constructor(problem: Problem | null) {
    super(problem?.detail ?? "unreachable");
    this.problem = problem;
  }

  /** The stable code, or `offline`. */
  get code(): Problem["code"] | "offline" {
    return this.problem?.code ?? "offline";
  }
}

/** A title and what to do, in the language of the screen. */
export function explain(error: unknown): { title: string; detail: string; fields: FieldProblem[] } {
  if (error instanceof ApiError && error.problem) {
    const { title, detail, errors } = error.problem;
    return { title, detail, fields: errors ?? [] };
  }
  const t = textsNow(texts);
  return { title: t.offline, detail: t.offlineDetail, fields: [] };
}

export function codeOf(error: unknown): ApiError["code"] {
  return error instanceof ApiError ? error.code : "offline";
}
