/** The server's API as one member uses it: to find what a page shows, and to prepare what a test starts from. */

import { randomUUID } from "node:crypto";
import type { components } from "../../src/api/schema.d.ts";
import { PASSWORD } from "./people.ts";

export type Schemas = components["schemas"];

export interface Cookie {
  name: string;
  value: string;
  httpOnly: boolean;
}

interface Sent {
  method?: string;
  body?: unknown;
  /** `If-Match` */
  tag?: string;
}

export class Api {
  private readonly url: string;
  private token = "";
  /** What a browser would hold after this sign-in */
  cookies: Cookie[] = [];

  private constructor(url: string) {
    this.url = url;
  }

  static async signIn(url: string, email: string, password = PASSWORD): Promise<Api> {
    const api = new Api(url);
    const answer = await api.send("/auth/sessions", { method: "POST", body: { email, password } });
    api.token = ((await answer.json()) as Schemas["AccessToken"]).access_token;
    api.cookies = answer.headers.getSetCookie().map((line) => {
      const [pair = ""] = line.split(";");
      const cut = pair.indexOf("=");
      return { name: pair.slice(0, cut), value: pair.slice(cut + 1), httpOnly: /;\s*HttpOnly/i.test(line) };
    });
    return api;
  }

  /** Somebody else at the same server. */
  as(email: string): Promise<Api> {
    return Api.signIn(this.url, email);
  }

  static anonymous(url: string): Api {
    return new Api(url);
  }

  async get<T>(path: string): Promise<T> {
    return (await (await this.send(path, {})).json()) as T;
  }

  /** With its entity tag, for the change that follows. */
  async tagged<T>(path: string): Promise<{ data: T; tag: string }> {
    const answer = await this.send(path, {});
    return { data: (await answer.json()) as T, tag: answer.headers.get("etag") ?? "" };
  }

  async post<T>(path: string, body: unknown = {}, tag?: string): Promise<T> {
    return this.change("POST", path, body, tag);
  }

  async put<T>(path: string, body: unknown, tag?: string): Promise<T> {
    return this.change("PUT", path, body, tag);
  }

  async patch<T>(path: string, body: unknown, tag?: string): Promise<T> {
    return this.change("PATCH", path, body, tag);
  }

  async delete(path: string): Promise<void> {
    await this.send(path, { method: "DELETE" });
  }

  private async change<T>(method: string, path: string, body: unknown, tag?: string): Promise<T> {
    const answer = await this.send(path, { method, body, ...(tag === undefined ? {} : { tag }) });
    const text = await answer.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  private async send(path: string, { method = "GET", body, tag }: Sent): Promise<Response> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
        ...(method === "POST" ? { "Idempotency-Key": randomUUID() } : {}),
        ...(tag === undefined ? {} : { "If-Match": tag }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
