/** Who is around a listing: its team, and the organisations that must not see it. */
import { lazy, Suspense, useState } from "react";
import { $api, api, refresh, type Schemas, withTag } from "@/api/client";
import { explain } from "@/api/problem";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { Card, Section } from "@/ui/page";
import { Await, Loading } from "@/ui/states";
import { toast } from "@/ui/toast";

// Needed late or never: loaded then.
const loadPickers = () => import("./audience-pickers");
const BlockPicker = lazy(async () => ({ default: (await loadPickers()).BlockPicker }));
const TeamPicker = lazy(async () => ({ default: (await loadPickers()).TeamPicker }));

const texts = messages(
  {
    title: "見せる範囲",
    owner: "所有者",
    none: "指定していません。",
    save: "この内容にする",
    team: {
      name: "チーム",
      what: "同じ機関の方をチームに加えると、下書きを一緒に書き、候補や紹介に答えられます。",
      change: "チームを変える",
      saved: "チームを変更しました。",
    },
    blocked: {
      name: "見せない機関",
      what: "ここに挙げた機関には、掲載も検索結果も通知も一切現れません。変更はすぐに反映されます。",
      change: "見せない機関を変える",
      saved: "見せない機関を変更しました。",
    },
  },
  {
    title: "Who may see it",
    owner: "owner",
    none: "None.",
    save: "Save",
    team: {
      name: "Team",
      what: "Colleagues whom you add write the draft with you, and answer matches and introductions.",
      change: "Change the team",
      saved: "The team was changed.",
    },
    blocked: {
      name: "Blocked organisations",
      what: "For these organisations the listing does not exist: not in lists, searches or notices. Changes work at once.",
      change: "Change blocked organisations",
      saved: "The blocked organisations were changed.",
    },
  },
);

type Part = "team" | "blocked";

export function Audience({ id, isFinal }: { id: string; isFinal: boolean }) {
  const audience = $api.useQuery("get", "/api/v1/listings/{id}/audience", { params: { path: { id } } });
  const t = useMessages(texts);
  return (
    <Section title={t.title}>
      <Card className="flex flex-col gap-5">
        <Await query={audience}>{(now) => <Around id={id} isFinal={isFinal} now={now} />}</Await>
      </Card>
    </Section>
  );
}

function Around({ id, isFinal, now }: { id: string; isFinal: boolean; now: Schemas["AudienceBody"] }) {
  const t = useMessages(texts);
  const { pick } = useFormat();
  const [asked, setAsked] = useState<Part | null>(null);
  const [wanted, setWanted] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  // The owner always belongs to the team.
  const others = now.team.filter((member) => !member.owner);
  const chosen = {
    team: others.map((one) => one.id),
    blocked: now.blocked_organisations.map((one) => one.id),
  };
  const save = async (part: Part) => {
    setBusy(true);
    try {
      const { etag } = await withTag(api.GET("/api/v1/listings/{id}/audience", { params: { path: { id } } }));
      await api.PUT("/api/v1/listings/{id}/audience", {
        params: { path: { id }, header: { "If-Match": etag } },
        body: {
          team: part === "team" ? wanted : chosen.team,
          blocked_organisations: part === "blocked" ? wanted : chosen.blocked,
        },
      });
      toast(t[part].saved);
      await refresh("/listings/{id}/audience");
      setAsked(null);
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  const change = (part: Part) =>
    isFinal ? null : (
      <div>
        <Button
          onClick={() => {
            setWanted(chosen[part]);
            setAsked(part);
          }}
        >
          {t[part].change}
        </Button>
      </div>
    );
  return (
    <>
      <div className="flex flex-col gap-2">
        <h3 className="font-bold">{t.team.name}</h3>
        {isFinal ? null : <p className="text-[0.9375rem] text-ink-soft">{t.team.what}</p>}
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {now.team.map((member) => (
            <li key={member.id} className="flex items-center gap-2">
              {pick(member.name)}
              {member.owner ? <Badge>{t.owner}</Badge> : null}
            </li>
          ))}
        </ul>
        {change("team")}
      </div>
      <div className="flex flex-col gap-2">
        <h3 className="font-bold">{t.blocked.name}</h3>
        {isFinal ? null : <p className="text-[0.9375rem] text-ink-soft">{t.blocked.what}</p>}
        {now.blocked_organisations.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <ul className="flex flex-wrap gap-2">
            {now.blocked_organisations.map((one) => (
              <li key={one.id} className="rounded bg-shu-50 px-2 py-0.5">
                {pick(one.name)}
              </li>
            ))}
          </ul>
        )}
        {change("blocked")}
      </div>
      <ConfirmDialog
        open={asked !== null}
        title={asked ? t[asked].change : ""}
        confirm={t.save}
        busy={busy}
        onConfirm={() => asked && void save(asked)}
        onClose={() => setAsked(null)}
      >
        {/* Room for the list that opens below the field. */}
        <div className="flex min-h-72 flex-col gap-3">
          {asked ? <p className="text-ink-soft">{t[asked].what}</p> : null}
          <Suspense fallback={<Loading lines={2} />}>
            {asked === "team" ? (
              <TeamPicker label={t.team.name} team={others} value={wanted} onChange={setWanted} />
            ) : asked === "blocked" ? (
              <BlockPicker label={t.blocked.name} value={wanted} onChange={setWanted} />
            ) : null}
          </Suspense>
        </div>
      </ConfirmDialog>
    </>
  );
}
