/** Seeds that their teams want to show to everybody, and that wait for the liaison in charge to agree. While there is none, it takes no room. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { $api, api, refresh, type Schemas, withTag } from "@/api/client";
import { explain } from "@/api/problem";
import { useFieldName } from "@/features/listing-view";
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
    what: "同意すると、誰でも次の項目を読めるようになります。出願が公開済みであることを確かめてください。いったん公開した内容は、取り消しても元には戻りません。",
    agreed: (reference: string) => `${reference}の一般公開に同意しました。`,
  },
  {
    title: "Asked to be public",
    lead: "Seeds that their owners want to show to everybody, not to members alone.",
    agree: "Agree",
    ask: (reference: string) => `Agree that ${reference} becomes public?`,
    what: "Anybody can then read these fields. Make sure that the application lies open: what was public once cannot be made secret again.",
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
  const agree = async () => {
    setBusy(true);
    try {
      const path = { id };
      const { etag } = await withTag(api.GET("/api/v1/listings/{id}/public", { params: { path } }));
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
        busy={busy}
        onConfirm={() => void agree()}
        onClose={() => setAsking(false)}
      >
        <p>{t.what}</p>
        <Shown id={id} />
      </ConfirmDialog>
    </Card>
  );
}

/** The fields that everybody would read. */
function Shown({ id }: { id: string }) {
  const fieldName = useFieldName("seed");
  const standing = $api.useQuery("get", "/api/v1/listings/{id}/public", { params: { path: { id } } });
  return (
    <Await query={standing} lines={3}>
      {({ fields }) => (
        <ul className="mt-3 list-disc pl-6">
          {fields.map((field) => (
            <li key={field}>{fieldName(field)}</li>
          ))}
        </ul>
      )}
    </Await>
  );
}
