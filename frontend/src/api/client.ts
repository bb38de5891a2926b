/** The typed client of our own API. Keys, tokens and languages are added here and nowhere else. */

import { QueryClient, type UseQueryResult } from "@tanstack/react-query";
import createClient from "openapi-fetch";
import createQueryHooks from "openapi-react-query";
import { getLocale } from "@/i18n/locale";
import { ApiError, codeOf, type Problem } from "./problem";
import type { components, paths } from "./schema";
import { accessToken, continueSession, sessionStatus, signedInAgain } from "./session";

export type Schemas = components["schemas"];

async function send(request: Request): Promise<Response> {
  request.headers.set("Accept-Language", getLocale());
  // A repetition after a new sign-in carries the same key, so that nothing happens twice.
  if (request.method === "POST" && !request.headers.has("Idempotency-Key"))
    request.headers.set("Idempotency-Key", crypto.randomUUID());
  const answer = await once(request);
  if (answer.status !== 401 || new URL(request.url).pathname.startsWith("/api/v1/auth/")) return answer;
  if (sessionStatus() === "anonymous") return answer;
  if (!(await continueSession())) await signedInAgain();
  return once(request);
}

async function once(request: Request): Promise<Response> {
  const copy = request.clone();
  const token = accessToken();
  if (token) copy.headers.set("Authorization", `Bearer ${token}`);
  try {
    return await fetch(copy);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new ApiError(null);
  }
}

/** Requests by hand: `await api.POST(...)`. Rejects with `ApiError` unless the answer is a success. */
export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? "", fetch: send });

api.use({
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return;
    const isProblem = response.headers.get("content-type")?.includes("problem+json");
    throw new ApiError(isProblem ? ((await response.json()) as Problem) : null);
  },
});

/** Requests as hooks: `$api.useQuery("get", "/api/v1/me")`. */
export const $api = createQueryHooks(api);

function isWorthAnotherTry(failures: number, error: unknown): boolean {
  const status = error instanceof ApiError ? error.problem?.status : undefined;
  return failures < 2 && (status === undefined || status >= 500);
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: isWorthAnotherTry, staleTime: 20_000, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});

/** Drops what is known of the given paths, so that the screen reads it anew. */
export function refresh(...prefixes: string[]): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) =>
      prefixes.some((prefix) => String(queryKey[1] ?? "").startsWith(`/api/v1${prefix}`)),
  });
}

/**
 * Reads again what could not be read: the server's words for that come in the language of the screen. For what is not there the app has its own,
 * and its page stays where it is.
 */
export function refreshFailed(): Promise<void> {
  return queries.refetchQueries({
    type: "active",
    predicate: ({ state }) => state.status === "error" && codeOf(state.error) !== "not_found",
  });
}

/** The value for `If-Match` of a row with a version. */
export function ifMatch(version: number): string {
  return `"v${version}"`;
}

/**
 * Reads with the entity tag, for rows whose tag is not in the body: `const { data, etag } = await withTag(api.GET(...))`.
 */
export async function withTag<T>(
  request: Promise<{ data?: T; response: Response }>,
): Promise<{ data: T; etag: string }> {
  const { data, response } = await request;
  if (data === undefined) throw new ApiError(null);
  return { data, etag: response.headers.get("etag") ?? "" };
}

export type Loaded<T> = UseQueryResult<T, unknown>;
