/** Who is around a listing: its team, and the organisations that must not see it. */
import { lazy, Suspense, useState } from "react";
import { $api, api, refresh, type Schemas, withTag } from "@/api/client";
import { explain } from "@/api/problem";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Card, Section } from "@/ui/page";
import { Await, Loading } from "@/ui/states";
import { toast } from "@/ui/toast";

const BlockPicker = lazy(() => import("./block-picker").then((module) => ({ default: module.BlockPicker })));

const texts = messages(
  {
    title: "見せる範囲",
    team: "チーム",
    owner: "所有者",
    blocked: "見せない機関",
    blockedWhat: "ここに挙げた機関には、掲載も検索結果も通知も一切現れません。変更はすぐに反映されます。",
    none: "指定していません。",
    change: "見せない機関を変える",
    save: "この内容にする",
    saved: "見せない機関を変更しました。",
  },
  {
    title: "Who may see it",
    team: "Team",
    owner: "owner",
    blocked: "Blocked organisations",
    blockedWhat:
      "For these organisations the listing does not exist: not in lists, searches or notices. Changes work at once.",
    none: "None.",
    change: "Change blocked organisations",
    save: "Save",
    saved: "The blocked organisations were changed.",
  },
);

export function Audience({ id, isFinal }: { id: string; isFinal: boolean }) {
  const t = useMessages(texts);
  const { pick } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const audience = $api.useQuery("get", "/api/v1/listings/{id}/audience", { params: { path: { id } } });
  return (
    <Section title={t.title}>
      <Card className="flex flex-col gap-5">
        <Await query={audience}>
          {({ team, blocked_organisations: blocked }) => (
            <>
              <div className="flex flex-col gap-1">
                <h3 className="font-bold">{t.team}</h3>
                <ul className="flex flex-wrap gap-x-5 gap-y-1">
                  {team.map((member) => (
                    <li key={member.id} className="flex items-center gap-2">
                      {pick(member.name)}
                      {member.owner ? <Badge>{t.owner}</Badge> : null}
                    </li>
                  ))}
                </ul>
              </div>
              <div className="flex flex-col gap-2">
                <h3 className="font-bold">{t.blocked}</h3>
                <p className="text-[0.9375rem] text-ink-soft">{t.blockedWhat}</p>
                {blocked.length === 0 ? (
                  <p>{t.none}</p>
                ) : (
                  <ul className="flex flex-wrap gap-2">
                    {blocked.map((one) => (
                      <li key={one.id} className="rounded bg-shu-50 px-2 py-0.5">
                        {pick(one.name)}
                      </li>
                    ))}
                  </ul>
                )}
                {isFinal ? null : (
                  <div>
                    <Button onClick={() => setOpen(true)}>{t.change}</Button>
                  </div>
                )}
              </div>
              <Dialog open={isOpen} title={t.change} onClose={() => setOpen(false)}>
                <Blocking id={id} blocked={blocked.map((one) => one.id)} onDone={() => setOpen(false)} />
              </Dialog>
            </>
          )}
        </Await>
      </Card>
    </Section>
  );
}

function Blocking({ id, blocked, onDone }: { id: string; blocked: string[]; onDone: () => void }) {
  const t = useMessages(texts);
  const [wanted, setWanted] = useState(blocked);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const path = { params: { path: { id } } };
      const { data, etag } = await withTag<Schemas["AudienceBody"]>(
        api.GET("/api/v1/listings/{id}/audience", path),
      );
      await api.PUT("/api/v1/listings/{id}/audience", {
        params: { path: { id }, header: { "If-Match": etag } },
        body: { team: data.team.map((member) => member.id), blocked_organisations: wanted },
      });
      toast(t.saved);
      await refresh("/listings/{id}/audience");
      onDone();
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex min-h-96 flex-col justify-between gap-5">
      <div className="flex flex-col gap-3">
        <p className="text-ink-soft">{t.blockedWhat}</p>
        <Suspense fallback={<Loading lines={2} />}>
          <BlockPicker label={t.blocked} value={wanted} onChange={setWanted} />
        </Suspense>
      </div>
      <div className="flex justify-end">
        <Button look="primary" busy={busy} onClick={() => void save()}>
          {t.save}
        </Button>
      </div>
    </div>
  );
}
