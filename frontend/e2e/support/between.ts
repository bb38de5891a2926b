/** Stands between the pages and the API: a page's own requests are held, refused, cut off or emptied; what the frame around it needs passes. */

import type { BrowserContext, Page, Route } from "@playwright/test";

export type Treatment = "pass" | "hold" | "fail" | "cut" | "empty";

/** What the server would say in another state of affairs. */
export interface Change {
  path: RegExp;
  change: (body: Record<string, unknown>) => Record<string, unknown>;
}

const frame = /^\/api\/v1\/(me|announcements|vocabularies|auth\/.+)$/;

const failure = {
  ja: { title: "サーバーで問題が起きました", detail: "時間をおいて、もう一度お試しください。" },
  en: { title: "Something went wrong on the server", detail: "Please try again in a little while." },
};

export class Between {
  private treatment: Treatment = "pass";
  private changed: Change | undefined;
  private readonly held: Route[] = [];
  /** Of the page's own, since the last change */
  asked: string[] = [];

  async stand(context: BrowserContext): Promise<void> {
    // A query's further tries wait a second, then two: nothing is learnt by waiting for them.
    await context.addInitScript(() => {
      const later = window.setTimeout;
      const sooner = (run: () => void, delay?: number) =>
        later(run, delay === 1000 || delay === 2000 ? 0 : delay);
      window.setTimeout = sooner as typeof window.setTimeout;
    });
    await context.route("**/api/v1/**", async (route) => {
      const path = new URL(route.request().url()).pathname;
      if (frame.test(path)) return route.fallback();
      this.asked.push(`${route.request().method()} ${path}`);
      return this.answer(route);
    });
  }

  /** Passes with this much else in it, until something else is asked for. */
  change(what: Change | undefined): void {
    this.changed = what;
  }

  /** From now on, and for what is held. */
  async will(treatment: Treatment): Promise<void> {
    this.treatment = treatment;
    this.changed = undefined;
    this.asked = [];
    // What its page gave up cannot be answered any more.
    await Promise.all(this.held.splice(0).map((route) => this.answer(route).catch(() => undefined)));
  }

  private async pass(route: Route): Promise<void> {
    const { changed } = this;
    if (!changed?.path.test(new URL(route.request().url()).pathname)) return route.fallback();
    const response = await route.fetch();
    const body = (await response.json()) as Record<string, unknown>;
    await route.fulfill({ response, json: response.ok() ? changed.change(body) : body });
  }

  private async answer(route: Route): Promise<void> {
    if (this.treatment === "hold") this.held.push(route);
    else if (this.treatment === "pass") await this.pass(route);
    else if (this.treatment === "cut") await route.abort("connectionrefused");
    else if (this.treatment === "fail") {
      const language = route.request().headers()["accept-language"] === "en" ? "en" : "ja";
      await route.fulfill({
        status: 500,
        contentType: "application/problem+json",
        json: { type: "urn:enishi:problem:internal", code: "internal", status: 500, ...failure[language] },
      });
    } else {
      const answer = await route.fetch();
      const body = await answer.text();
      await route.fulfill({ response: answer, body: body && JSON.stringify(emptied(JSON.parse(body))) });
    }
  }
}

/** As it came, without anything that is listed or counted in it. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      name === "next_cursor"
        ? null
        : typeof part === "number" && /^(total|unread)$/.test(name)
          ? 0
          : emptied(part),
    ]),
  );
}

/** Drops what the app remembers of pages that were left. */
export async function forget(page: Page): Promise<void> {
  await page.evaluate(() => {
    interface Fiber {
      child: Fiber | null;
      memoizedProps: { client?: { removeQueries: (which: { type: "inactive" }) => void } } | null;
    }
    const place = document.getElementById("app") as unknown as Record<string, { child: Fiber | null }>;
    const key = Object.keys(place).find((name) => name.startsWith("__reactContainer$")) ?? "";
    let fiber: Fiber | null = place[key]?.child ?? null;
    while (fiber && !fiber.memoizedProps?.client) fiber = fiber.child;
    if (!fiber?.memoizedProps?.client) throw new Error("the app's memory is not where it was");
    fiber.memoizedProps.client.removeQueries({ type: "inactive" });
  });
}
