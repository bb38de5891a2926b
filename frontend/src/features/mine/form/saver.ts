/**
 * Saves a working copy by itself: a moment after the last change, at once when asked. Without a connection it keeps trying; nothing is
 * dropped. Where somebody else saved in between it stops and lets a person decide.
 */
import type { Schemas } from "@/api/client";
import { codeOf } from "@/api/problem";

type Draft = Schemas["DraftBody"];
type Body = Schemas["DraftToSave"];

export type SaveStatus =
  | { at: "rest"; savedAt: string | null }
  | { at: "waiting" }
  | { at: "saving" }
  | { at: "offline"; error: unknown }
  | { at: "conflict" }
  | { at: "refused"; error: unknown };

export const PAUSE = 1500;
const AGAIN = [2000, 4000, 8000, 10_000];

export interface SaverParts {
  read: () => Body;
  send: (body: Body, version: number) => Promise<Draft>;
  /** The server's answer to what was saved */
  onSaved: (draft: Draft) => void;
}

export class Saver {
  private status: SaveStatus = { at: "rest", savedAt: null };
  private listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private changes = 0;
  private savedChanges = 0;
  private failures = 0;
  private sending: Promise<void> | null = null;
  private stopped = false;
  private readonly parts: SaverParts;
  private version: number;

  constructor(parts: SaverParts, version: number) {
    this.parts = parts;
    this.version = version;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): SaveStatus => this.status;

  get isDirty(): boolean {
    return this.changes > this.savedChanges;
  }

  get seenVersion(): number {
    return this.version;
  }

  /** Something was changed. */
  changed(): void {
    this.changes += 1;
    if (this.status.at === "conflict") return;
    if (this.status.at === "rest" || this.status.at === "refused") this.become({ at: "waiting" });
    this.wait(PAUSE);
  }

  /** Saves now what is not saved yet; true if all is saved. */
  async flush(): Promise<boolean> {
    if (this.status.at === "conflict") return false;
    if (this.sending) await this.sending;
    if (!this.isDirty) return true;
    await this.save();
    return !this.isDirty;
  }

  /** Goes on from what somebody else saved, with what is written here. */
  async overwrite(version: number): Promise<boolean> {
    this.version = version;
    this.status = { at: "waiting" };
    return this.flush();
  }

  /** What is written here was replaced by what is saved. */
  replaced(version: number): void {
    this.version = version;
    this.savedChanges = this.changes;
    clearTimeout(this.timer);
    this.become({ at: "rest", savedAt: null });
  }

  start(): void {
    this.stopped = false;
    if (this.isDirty) this.wait(PAUSE);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.flush(), milliseconds);
  }

  private save(): Promise<void> {
    clearTimeout(this.timer);
    this.sending ??= this.once().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  private async once(): Promise<void> {
    const [taken, body] = [this.changes, this.parts.read()];
    this.become({ at: "saving" });
    try {
      const draft = await this.parts.send(body, this.version);
      this.version = draft.version;
      this.savedChanges = taken;
      this.failures = 0;
      this.parts.onSaved(draft);
      this.become(this.isDirty ? { at: "waiting" } : { at: "rest", savedAt: draft.updated_at });
      if (this.isDirty) this.wait(PAUSE);
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    const code = codeOf(error);
    if (code === "stale") {
      this.become({ at: "conflict" });
      return;
    }
    if (["offline", "internal", "storage_unavailable", "too_many_attempts"].includes(code)) {
      this.become({ at: "offline", error });
      this.wait(AGAIN[Math.min(this.failures, AGAIN.length - 1)] ?? 10_000);
      this.failures += 1;
      return;
    }
    this.become({ at: "refused", error });
  }

  private become(status: SaveStatus): void {
    this.status = status;
    for (const listener of this.listeners) listener();
  }
}
