import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Schemas } from "@/api/client";
import { ApiError, type Problem } from "@/api/problem";
import { PAUSE, Saver } from "./saver";

type Draft = Schemas["DraftBody"];
const saved = (version: number) => ({ version, updated_at: "2026-12-01T05:00:00Z" }) as Draft;
const stale = () => new ApiError({ code: "stale", status: 412 } as Problem);

function saver(send: (version: number) => Promise<Draft>) {
  const onSaved = vi.fn();
  const read = () => ({ content: {} }) as Schemas["DraftToSave"];
  return { onSaved, saver: new Saver({ read, send: (_, version) => send(version), onSaved }, 1) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("many changes are one request, a moment after the last", async () => {
  const send = vi.fn(async (version: number) => saved(version + 1));
  const { saver: it } = saver(send);
  for (let n = 0; n < 5; n += 1) {
    it.changed();
    await vi.advanceTimersByTimeAsync(PAUSE / 2);
  }
  expect(send).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(PAUSE);
  expect(send).toHaveBeenCalledExactlyOnceWith(1);
  expect(it.current()).toEqual({ at: "rest", savedAt: "2026-12-01T05:00:00Z" });
  expect(it.seenVersion).toBe(2);
});

test("a change during a request is saved by the next one, with the new version", async () => {
  let answer: (draft: Draft) => void = () => {};
  const send = vi.fn((_: number) => new Promise<Draft>((resolve) => (answer = resolve)));
  const { saver: it } = saver(send);
  it.changed();
  const flushed = it.flush();
  it.changed();
  answer(saved(2));
  expect(await flushed).toBe(false);
  await vi.advanceTimersByTimeAsync(PAUSE);
  expect(send).toHaveBeenLastCalledWith(2);
  answer(saved(3));
  await vi.advanceTimersByTimeAsync(0);
  expect(it.isDirty).toBe(false);
});

test("without a connection it tries until it is saved", async () => {
  let offline = true;
  const send = vi.fn(async (version: number) => {
    if (offline) throw new ApiError(null);
    return saved(version + 1);
  });
  const { saver: it } = saver(send);
  it.changed();
  await vi.advanceTimersByTimeAsync(PAUSE);
  expect(it.current().at).toBe("offline");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(send.mock.calls.length).toBeGreaterThan(3);
  offline = false;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(it.current().at).toBe("rest");
  expect(it.isDirty).toBe(false);
});

test("somebody else's save stops it until a person decides", async () => {
  const send = vi.fn(async (version: number) => {
    if (version === 1) throw stale();
    return saved(version + 1);
  });
  const { saver: it } = saver(send);
  it.changed();
  await vi.advanceTimersByTimeAsync(PAUSE);
  expect(it.current().at).toBe("conflict");
  it.changed();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(send).toHaveBeenCalledOnce();
  expect(await it.overwrite(5)).toBe(true);
  expect(send).toHaveBeenLastCalledWith(5);
});

test("what is refused is not tried again by itself", async () => {
  const send = vi.fn(async () => {
    throw new ApiError({ code: "wrong_state", status: 409 } as Problem);
  });
  const { saver: it } = saver(send);
  it.changed();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(send).toHaveBeenCalledOnce();
  expect(it.current().at).toBe("refused");
  expect(await it.flush()).toBe(false);
});
