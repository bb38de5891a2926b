/** Whether anybody, without an account, may read a few fields of a seed: the owner's wish, and the liaison's agreement. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { $api, api, refresh, type Schemas, withTag } from "@/api/client";
import { explain } from "@/api/problem";
import { useFieldName } from "@/features/listing-view";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { Card, Section } from "@/ui/page";
import { toast } from "@/ui/toast";

const texts = messages(
  {
    title: "一般公開",
    what: "特許出願が公開されたシーズは、会員でない方にも一部の項目を見せることができます。機関名や研究者名は出ません。",
    fields: "公開される項目：",
    obstacle: {
      not_a_seed: "",
      not_published: "掲載が始まると選べるようになります。",
      application_not_open: "権利状況が「公開」または「登録」の版が掲載されると選べるようになります。",
    },
    asked: "一般公開を希望しています。担当リエゾンの同意を待っています。",
    inForce: (at: string) => `${at} から一般公開されています。`,
    agreedWaiting: "担当リエゾンも同意しました。掲載が再開されると一般公開されます。",
    ask: "一般公開を希望する",
    askWhat:
      "担当リエゾンが同意すると、誰でもこれらの項目を読めるようになります。いったん公開した内容は、取り消しても「公開されなかったこと」にはなりません。",
    askConfirm: "希望を伝える",
    asked_: "一般公開の希望を伝えました。",
    stop: "一般公開をやめる",
    stopped: "一般公開をやめました。",
    see: "公開ページを見る",
  },
  {
    title: "Public page",
    what: "Once the patent application of a seed lies open, a few of its fields can be shown to everybody. No institution or person is named.",
    fields: "Fields that are shown: ",
    obstacle: {
      not_a_seed: "",
      not_published: "You can choose this once it is published to members.",
      application_not_open:
        "You can choose this once a version with the IP status Published or Granted is shown to members.",
    },
    asked: "You asked for it. The liaison in charge has not agreed yet.",
    inForce: (at: string) => `Open to everybody since ${at}.`,
    agreedWaiting: "The liaison agreed as well. It becomes public when the listing is shown again.",
    ask: "Ask to make it public",
    askWhat:
      "When the liaison in charge agrees, anybody can read these fields. What was public once cannot be made secret again by taking it back.",
    askConfirm: "Ask",
    asked_: "You asked to make it public.",
    stop: "Take it back",
    stopped: "It is no longer public.",
    see: "See the public page",
  },
);

export function PublicWish({ id, reference }: { id: string; reference: string }) {
  const t = useMessages(texts);
  const standing = $api.useQuery("get", "/api/v1/listings/{id}/public", { params: { path: { id } } });
  if (!standing.data) return null;
  return (
    <Section title={t.title}>
      <Card>
        <Standing id={id} reference={reference} standing={standing.data} />
      </Card>
    </Section>
  );
}

function Standing({
  id,
  reference,
  standing,
}: {
  id: string;
  reference: string;
  standing: Schemas["PublicBody"];
}) {
  const t = useMessages(texts);
  const name = useFieldName("seed");
  const { date, list } = useFormat();
  const [isAsking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { wanted, agreed, in_force, public_since, obstacle, fields } = standing;
  const want = async (wish: boolean) => {
    setBusy(true);
    try {
      const { etag } = await withTag(api.GET("/api/v1/listings/{id}/public", { params: { path: { id } } }));
      await api.PUT("/api/v1/listings/{id}/public", {
        params: { path: { id }, header: { "If-Match": etag } },
        body: { wanted: wish },
      });
      setAsking(false);
      toast(wish ? t.asked_ : t.stopped);
      await refresh("/listings/{id}/public");
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  const state = in_force
    ? t.inForce(public_since ? date(public_since) : "")
    : wanted
      ? agreed
        ? t.agreedWaiting
        : t.asked
      : obstacle
        ? t.obstacle[obstacle]
        : "";
  return (
    <div className="flex flex-col gap-3">
      <p className="text-[0.9375rem] text-ink-soft">{t.what}</p>
      <p className="text-[0.9375rem]">
        <span className="font-bold">{t.fields}</span>
        {list(
          fields
            .filter((field) => field !== "stage_max")
            .map((field) => name(field === "stage_min" ? "stage" : field)),
        )}
      </p>
      {state ? (
        <p className="flex gap-2 font-bold">
          <Icon name={in_force ? "globe" : "info"} className="mt-1" />
          {state}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-4">
        {wanted ? (
          <Button busy={busy} onClick={() => void want(false)}>
            {t.stop}
          </Button>
        ) : obstacle ? null : (
          <Button onClick={() => setAsking(true)}>{t.ask}</Button>
        )}
        {in_force ? (
          <Link
            to="/public/$reference"
            params={{ reference }}
            className="inline-flex min-h-11 items-center text-ai-900 underline underline-offset-4"
          >
            {t.see}
          </Link>
        ) : null}
      </div>
      <ConfirmDialog
        open={isAsking}
        title={t.ask}
        confirm={t.askConfirm}
        busy={busy}
        onConfirm={() => void want(true)}
        onClose={() => setAsking(false)}
      >
        {t.askWhat}
      </ConfirmDialog>
    </div>
  );
}
