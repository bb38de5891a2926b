/** Beginning a listing: empty, or with a text at hand to fill in from. */
import { useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, refresh, type Schemas } from "@/api/client";
import { NotFound } from "@/app/not-found";
import { useMe } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { FieldGroup, TextArea } from "@/ui/field";
import { Card, Page } from "@/ui/page";
import { Failure } from "@/ui/states";
import { ErrorSummary } from "@/ui/summary";
import { bring } from "./form/source";
import { VisibilityChoices, visibilityTexts } from "./form/visibility-field";
import { useMineTrail } from "./texts";

const texts = messages(
  {
    seed: "シーズの登録",
    need: "ニーズの登録",
    seedLead:
      "7つの区分を順に書いていきます。書いた内容は自動で下書きに保存され、提出するまで誰にも見えません。手元に文章があれば10分ほどで書き終わります。",
    needLead:
      "5つの区分を順に書いていきます。書いた内容は自動で下書きに保存され、提出するまで誰にも見えません。",
    source: "手元の文章（なくてもかまいません）",
    sourceSupport:
      "要旨、ポスター、申請書などの文章を貼り付けると、入力欄の横に並べて置けます。この文章はご利用の画面の中だけにあり、送信も保存もされません。",
    begin: "書きはじめる",
    chooseVisibility: "会社の見せ方を選んでください。",
  },
  {
    seed: "Register a seed",
    need: "Register a need",
    seedLead:
      "You fill in seven sections. All is saved by itself as a draft, and nobody sees it before you submit. With a text at hand it takes about ten minutes.",
    needLead:
      "You fill in five sections. All is saved by itself as a draft, and nobody sees it before you submit.",
    source: "Text at hand (optional)",
    sourceSupport:
      "Paste an abstract, a poster or an application, and it stays beside the form while you write. It remains in this window: it is neither sent nor stored.",
    begin: "Begin to write",
    chooseVisibility: "Please choose how the company is shown.",
  },
);

export function NewListing() {
  const { kind } = useParams({ strict: false }) as { kind?: string };
  const role = useMe().data?.role;
  const own = role === "company" ? "need" : role === "researcher" ? "seed" : undefined;
  // A researcher has seeds and a company has needs; the server refuses anything else.
  return kind === own && (kind === "seed" || kind === "need") ? <Begin kind={kind} /> : <NotFound />;
}

function Begin({ kind }: { kind: Schemas["ListingKind"] }) {
  const t = useMessages(texts);
  const says = useMessages(visibilityTexts);
  const me = useMe().data;
  const navigate = useNavigate();
  const trail = useMineTrail("", undefined);
  const [visibility, setVisibility] = useState<Schemas["NeedVisibility"] | null>(null);
  const [source, setSource] = useState("");
  const [problems, setProblems] = useState<{ field: string; code: "required"; message: string }[]>([]);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const open =
      kind === "need" && !visibility
        ? [{ field: "visibility", code: "required" as const, message: t.chooseVisibility }]
        : [];
    setProblems(open);
    if (open.length > 0) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const draft = await (kind === "seed" ? beginSeed(me) : beginNeed(visibility));
      if (source.trim()) bring(draft.id, source.trim());
      await refresh("/listings/mine");
      await navigate({ to: "/mine/$id/edit", params: { id: draft.id }, replace: true });
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Page
      title={kind === "seed" ? t.seed : t.need}
      lead={kind === "seed" ? t.seedLead : t.needLead}
      trail={trail}
      width="narrow"
    >
      <Card>
        <form noValidate onSubmit={(event) => void begin(event)} className="flex flex-col gap-6">
          {failure ? <Failure error={failure} /> : null}
          <ErrorSummary problems={problems} labels={{ visibility: says.label }} />
          {kind === "need" ? (
            <FieldGroup
              name="visibility"
              label={says.label}
              support={says.support}
              required
              error={problems[0]?.message}
            >
              <VisibilityChoices value={visibility} onChange={setVisibility} />
            </FieldGroup>
          ) : null}
          <TextArea
            name="source"
            label={t.source}
            support={t.sourceSupport}
            className="min-h-44"
            value={source}
            onChange={(event) => setSource(event.target.value)}
          />
          <div>
            <Button type="submit" look="primary" busy={busy}>
              {t.begin}
            </Button>
          </div>
        </form>
      </Card>
    </Page>
  );
}

const headers = () => ({ header: { "Idempotency-Key": crypto.randomUUID() } });

/** The owner is mostly the researcher: name and ORCID are there already, and can be changed. */
async function beginSeed(me: Schemas["Me"] | undefined): Promise<Schemas["DraftBody"]> {
  const researcher = me ? { name: me.name, ...(me.orcid ? { orcid: me.orcid } : {}) } : null;
  const content = (researcher ? { researcher } : {}) as Schemas["SeedContent"];
  const { data } = await api.POST("/api/v1/seeds", {
    params: headers(),
    body: { content, tier_overrides: {} },
  });
  if (!data) throw new Error("empty answer");
  return data;
}

async function beginNeed(visibility: Schemas["NeedVisibility"] | null): Promise<Schemas["DraftBody"]> {
  const { data } = await api.POST("/api/v1/needs", {
    params: headers(),
    body: { content: null, visibility, tier_overrides: {} },
  });
  if (!data) throw new Error("empty answer");
  return data;
}
