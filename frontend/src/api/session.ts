/**
 * The session: an access token in memory, continued by cookies that scripts cannot read. When it ends, requests wait until the person
 * signed in again in place, so that nothing typed is lost.
 */
import { useSyncExternalStore } from "react";

/** `unknown`: not looked yet. `expired`: there was a session in this page; its work waits. */
export type SessionStatus = "unknown" | "anonymous" | "signed_in" | "expired";

let token: string | null = null;
let status: SessionStatus = "unknown";
let continuing: Promise<boolean> | null = null;
let waiting: (() => void)[] = [];
const listeners = new Set<() => void>();

function become(next: SessionStatus): void {
  status = next;
  for (const listener of listeners) listener();
}

export function accessToken(): string | null {
  return token;
}

export function sessionStatus(): SessionStatus {
  return status;
}

export function useSession(): SessionStatus {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, sessionStatus);
}

/** After a sign-in: whoever waited goes on. */
export function opened(accessToken: string): void {
  token = accessToken;
  become("signed_in");
  for (const go of waiting) go();
  waiting = [];
}

/** After a sign-out. */
export function closed(): void {
  token = null;
  become("anonymous");
}

function csrfToken(): string | undefined {
  const cookie = document.cookie.split("; ").find((pair) => /^(__Host-)?enishi-csrf=./.test(pair));
  return cookie?.slice(cookie.indexOf("=") + 1);
}

/**
 * Continues the session of this browser, if there is one. One page at a time: a refresh cookie works once. `first` may already ask the
 * server, before the screen is drawn for a member.
 */
export function continueSession(first?: () => void): Promise<boolean> {
  continuing ??= inTurn(async () => {
    const csrf = csrfToken();
    if (!csrf) return false;
    const answer = await fetch("/api/v1/auth/refresh", { method: "POST", headers: { "X-CSRF-Token": csrf } });
    // Without the server nobody knows whether the session goes on.
    if (answer.status >= 500) throw new Error("unreachable");
    if (!answer.ok) return false;
    const body = (await answer.json()) as { access_token: string };
    if (first) {
      token = body.access_token;
      first();
      await new Promise((go) => setTimeout(go));
    }
    opened(body.access_token);
    return true;
  }).finally(() => {
    continuing = null;
  });
  return continuing;
}

async function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks ? await navigator.locks.request("enishi-session", work) : work();
}

/** At the start of the page. */
export async function findSession(first: () => void): Promise<void> {
  if (status !== "unknown") return;
  try {
    if (!(await continueSession(first))) become("anonymous");
  } catch {
    become("anonymous");
  }
}

/** The session is over: resolves when somebody signed in again. */
export function signedInAgain(): Promise<void> {
  const resumed = new Promise<void>((resolve) => waiting.push(resolve));
  if (status === "signed_in") become("expired");
  return resumed;
}
