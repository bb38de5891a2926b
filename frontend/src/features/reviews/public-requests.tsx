/** Seeds that their teams want to show to everybody, and that wait for the liaison in charge to agree. While there is none, it takes no room. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { $api, api, refresh, type Schemas, withTag } from "@/api/client";
import { explain } from "@/api/problem";
import { PublicText } from "@/features/public/public-text";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { Card, Section } from "@/ui/page";
import { Await } from "@/ui/states";
import { toast } from "@/ui/toast";

const texts = messages(
  {
    title: "一般公開の希望",
    lead: "所有者が、会員でない方にも見せたいと希望しているシーズです。",
    agree: "同意する",
    ask: (reference: string) => `${reference}の一般公開に同意しますか`,
    what: "同意すると、誰でも次の内容を読めるようになります。出願が公開済みであることを確かめてください。いったん公開した内容は、取り消しても元には戻りません。",
    agreed: (reference: string) => `${reference}の一般公開に同意しました。`,
  },
  {
    title: "Asked to be public",
    lead: "Seeds that their owners want to show to everybody, not to members alone.",
    agree: "Agree",
    ask: (reference: string) => `Agree that ${reference} becomes public?`,
    what: "Anybody can then read this. Make sure that the application lies open: what was public once cannot be made secret again.",
    agreed: (reference: string) => `You agreed that ${reference} is public.`,
  },
);

export function PublicRequests() {
  const t = useMessages(texts);
  const items = $api.useQuery("get", "/api/v1/curation/public-requests").data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t.title}>
      <p className="text-ink-soft">{t.lead}</p>
      <ul className="flex flex-col gap-3">
        {items.map((item) => (
          <li key={item.id}>
            <Request request={item} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Request({ request }: { request: Schemas["PublicRequest"] }) {
  const t = useMessages(texts);
  const { pick, lang } = useFormat();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { id, reference } = request;
  const path = { id };
  // With its tag: what is agreed to is the text that is shown here, and no later one.
  const standing = useQuery({
    queryKey: ["get", "/api/v1/listings/{id}/public", id],
    queryFn: ({ signal }) => withTag(api.GET("/api/v1/listings/{id}/public", { params: { path }, signal })),
    enabled: asking,
    staleTime: 0,
  });
  const agree = async () => {
    const etag = standing.data?.etag;
    if (!etag) return;
    setBusy(true);
    try {
      await api.PUT("/api/v1/listings/{id}/public/agreement", {
        params: { path, header: { "If-Match": etag } },
        body: { agreed: true },
      });
      toast(t.agreed(reference));
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
      setAsking(false);
      await refresh("/curation", "/listings");
      // What was agreed to is gone from the list, and its button with it.
      setTimeout(() => {
        if (document.activeElement === document.body) document.querySelector("h1")?.focus();
      }, 100);
    }
  };
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0">
        <Link
          to="/seeds/$id"
          params={{ id }}
          lang={lang(request.title)}
          className="font-bold text-ai-900 underline underline-offset-4"
        >
          {pick(request.title) || reference}
        </Link>
        <p className="text-[0.875rem] text-ink-soft">
          {reference} {pick(request.organisation)}
        </p>
      </div>
      <Button onClick={() => setAsking(true)}>{t.agree}</Button>
      <ConfirmDialog
        open={asking}
        title={t.ask(reference)}
        confirm={t.agree}
        busy={busy || standing.isPending}
        onConfirm={() => void agree()}
        onClose={() => setAsking(false)}
      >
        <p>{t.what}</p>
        <div className="mt-4 flex flex-col gap-4">
          <Await query={standing} lines={6}>
            {({ data: { text } }) =>
              text ? (
                <>
                  <h3 lang={lang(text.title)} className="text-[1.125rem] font-bold">
                    {pick(text.title)}
                  </h3>
                  <PublicText seed={text} />
                </>
              ) : null
            }
          </Await>
        </div>
      </ConfirmDialog>
    </Card>
  );
}
