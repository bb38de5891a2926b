/** The table of kinds and how often each comes. */
import { type FormEvent, Fragment, useState } from "react";
import { api } from "@/api/client";
import { codeOf } from "@/api/problem";
import type { Role } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Failure } from "@/ui/states";
import { toast } from "@/ui/toast";
import { choosable, type Preference } from "./wishes";

const texts = messages(
  {
    table: "メールの種類と頻度",
    kind: "種類",
    instant: "すぐに",
    daily: "毎日まとめて",
    weekly: "毎週まとめて",
    off: "送らない",
    short: { instant: "すぐ", daily: "毎日", weekly: "毎週", off: "なし" },
    categories: {
      workflow: "登録と審査",
      matches: "マッチング",
      searches: "保存した検索",
      introductions: "紹介",
    },
    save: "保存する",
    saved: "メールの設定を保存しました。",
    unsaved: "まだ保存していない変更があります。",
  },
  {
    table: "Kinds of mail and how often",
    kind: "Kind",
    instant: "At once",
    daily: "Daily digest",
    weekly: "Weekly digest",
    off: "Never",
    short: { instant: "At once", daily: "Daily", weekly: "Weekly", off: "Never" },
    categories: {
      workflow: "Listings and reviews",
      matches: "Matches",
      searches: "Saved searches",
      introductions: "Introductions",
    },
    save: "Save",
    saved: "Your mail preferences are saved.",
    unsaved: "There are changes that are not saved yet.",
  },
);

const CADENCES = ["instant", "daily", "weekly", "off"] as const;

export function MailForm({
  items,
  etag,
  reader,
  reload,
}: {
  items: Preference[];
  etag: string;
  reader: { role: Role; institution_reviewer: boolean };
  reload: () => void;
}) {
  const t = useMessages(texts);
  const [wishes, setWishes] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const changed = items
    .map(({ kind, cadence }) => ({ kind, cadence: wishes[kind] ?? cadence, before: cadence }))
    .filter(({ cadence, before }) => cadence !== before)
    .map(({ kind, cadence }) => ({ kind, cadence }));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      if (changed.length > 0)
        await api.PUT("/api/v1/me/mail-preferences", {
          params: { header: { "If-Match": etag } },
          body: { items: changed },
        });
      toast(t.saved);
      reload();
    } catch (error) {
      setFailure(error);
      if (codeOf(error) === "stale") reload();
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void save(event)} className="flex flex-col gap-5">
      {failure ? <Failure error={failure} /> : null}
      <div className="overflow-hidden rounded-xl border border-line bg-white">
        <table className="w-full border-collapse text-left">
          <caption className="sr-only">{t.table}</caption>
          <thead className="bg-ai-50 text-[0.875rem]">
            <tr>
              <th scope="col" className="px-3 py-2.5 sm:px-5">
                {t.kind}
              </th>
              {CADENCES.map((cadence) => (
                <th
                  key={cadence}
                  scope="col"
                  className="w-[14%] sm:w-[15.5%] px-0.5 py-2.5 text-center text-[0.8125rem] leading-tight [overflow-wrap:normal] [word-break:auto-phrase] sm:text-[0.875rem]"
                >
                  <span className="sm:hidden">{t.short[cadence]}</span>
                  <span className="hidden sm:inline">{t[cadence]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {choosable(items, reader).map(([category, preferences]) => (
              <Fragment key={category}>
                <tr>
                  <th
                    scope="rowgroup"
                    colSpan={5}
                    className="border-t border-line px-3 pt-4 pb-1.5 text-[0.875rem] text-ink-soft sm:px-5"
                  >
                    {t.categories[category]}
                  </th>
                </tr>
                {preferences.map(({ kind, label, cadence: now, choices }) => (
                  <tr key={kind} className="border-t border-line hover:bg-ai-50/60">
                    <th
                      scope="row"
                      className="py-1.5 pr-1 pl-3 text-[0.9375rem] font-normal sm:px-5 sm:text-[1rem]"
                    >
                      {label}
                    </th>
                    {CADENCES.map((cadence) => (
                      <td key={cadence} className="text-center">
                        {choices.includes(cadence) ? (
                          <label className="mx-auto flex size-11 items-center justify-center rounded-lg hover:bg-ai-100">
                            <span className="sr-only">{`${label}: ${t[cadence]}`}</span>
                            <input
                              type="radio"
                              name={kind}
                              value={cadence}
                              className="size-5 accent-ai-900"
                              checked={(wishes[kind] ?? now) === cadence}
                              onChange={() => setWishes({ ...wishes, [kind]: cadence })}
                            />
                          </label>
                        ) : null}
                      </td>
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" look="primary" busy={busy}>
          {t.save}
        </Button>
        <p role="status" className="text-[0.875rem] text-ink-soft">
          {changed.length > 0 ? t.unsaved : ""}
        </p>
      </div>
    </form>
  );
}
