/** The search box of the start page; the results come on the page of the seeds. */
import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { linkToSearch } from "@/features/search/question";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { inputClass } from "@/ui/field";

const texts = messages(
  {
    label: "シーズを探す",
    support: "病名、標的、手法などを日本語でも英語でも。探した言葉は、ほかの会員には伝わりません。",
    search: "探す",
  },
  {
    label: "Find seeds",
    support: "Diseases, targets, methods, in Japanese or English. Nobody else learns what you look for.",
    search: "Search",
  },
);

export function SeedSearch() {
  const t = useMessages(texts);
  const navigate = useNavigate();
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("q") ?? "").trim();
    void navigate(linkToSearch("seed", { text }));
  };
  return (
    <search className="rounded-xl border border-line bg-white p-5">
      <form onSubmit={search} className="flex flex-col gap-2">
        <label htmlFor="start-search" className="text-[1.125rem] font-bold">
          {t.label}
        </label>
        <p id="start-search-support" className="text-[0.875rem] text-ink-soft">
          {t.support}
        </p>
        <div className="flex gap-2">
          <input
            id="start-search"
            name="q"
            type="search"
            maxLength={1000}
            autoComplete="off"
            aria-describedby="start-search-support"
            className={inputClass}
          />
          <Button type="submit" look="primary" icon="search" className="shrink-0">
            {t.search}
          </Button>
        </div>
      </form>
    </search>
  );
}
