/** From which score on matches of a listing are shown to its team. */
import { type FormEvent, useState } from "react";
import { $api, api, refresh, withTag } from "@/api/client";
import { explain } from "@/api/problem";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Choice, Field, FieldGroup, fieldId } from "@/ui/field";
import { Card, Section } from "@/ui/page";
import { Await } from "@/ui/states";
import { toast } from "@/ui/toast";

const texts = messages(
  {
    title: "マッチング",
    label: "候補を受け取る基準",
    support: "点数が高いほど、合いそうな相手だけに絞られます。",
    auto: (n: number) => `おまかせ（いまは${n}点以上。チームの判断から学びます）`,
    own: "自分で決める",
    score: "何点以上の候補を受け取るか",
    points: (n: number) => `${n}点以上`,
    save: "基準を保存",
    saved: "基準を保存しました。",
  },
  {
    title: "Matching",
    label: "Which matches you receive",
    support: "The higher the score, the closer the fit that is asked for.",
    auto: (n: number) => `Automatic (now from ${n} points; it learns from your team’s decisions)`,
    own: "Set it myself",
    score: "From which score on",
    points: (n: number) => (n === 1 ? "from 1 point" : `from ${n} points`),
    save: "Save",
    saved: "Saved.",
  },
);

export function Matching({ id }: { id: string }) {
  const t = useMessages(texts);
  const found = $api.useQuery("get", "/api/v1/listings/{id}/matching", { params: { path: { id } } });
  return (
    <Section title={t.title}>
      <Card>
        <Await query={found} lines={2}>
          {({ threshold, learned }) => (
            <Threshold key={threshold ?? "auto"} id={id} set={threshold ?? null} learned={learned} />
          )}
        </Await>
      </Card>
    </Section>
  );
}

function Threshold({ id, set, learned }: { id: string; set: number | null; learned: number }) {
  const t = useMessages(texts);
  const [wanted, setWanted] = useState(set);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      const { etag } = await withTag(api.GET("/api/v1/listings/{id}/matching", { params: { path: { id } } }));
      await api.PUT("/api/v1/listings/{id}/matching", {
        params: { path: { id }, header: { "If-Match": etag } },
        body: { threshold: wanted },
      });
      toast(t.saved);
      await refresh("/listings/{id}/matching");
      // The button went with the change.
      setTimeout(() => document.getElementById(fieldId("matching"))?.focus());
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void save(event)} className="flex flex-col gap-3">
      <FieldGroup name="matching" label={t.label} support={t.support}>
        <Choice
          type="radio"
          name="threshold_kind"
          label={t.auto(learned)}
          checked={wanted === null}
          onChange={() => setWanted(null)}
        />
        <Choice
          type="radio"
          name="threshold_kind"
          label={t.own}
          checked={wanted !== null}
          onChange={() => setWanted(set ?? learned)}
        />
      </FieldGroup>
      {wanted === null ? null : (
        <Field
          name="threshold"
          label={t.score}
          aside={<span className="tabular-nums">{t.points(wanted)}</span>}
        >
          <input
            id={fieldId("threshold")}
            type="range"
            min={0}
            max={100}
            step={1}
            value={wanted}
            aria-valuetext={t.points(wanted)}
            className="h-11 w-full max-w-md accent-ai-900"
            onChange={(event) => setWanted(Number(event.target.value))}
          />
        </Field>
      )}
      {wanted === set ? null : (
        <div>
          <Button type="submit" busy={busy}>
            {t.save}
          </Button>
        </div>
      )}
    </form>
  );
}
