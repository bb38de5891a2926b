/** Writing a listing. */
import { useParams } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { PageOf } from "@/app/not-found";
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Await, Note } from "@/ui/states";
import { ListingForm } from "./form/listing-form";
import { useMineTrail } from "./texts";

const texts = messages(
  {
    title: "編集",
    editing: (reference: string) => `編集：${reference}`,
    preview: "プレビュー",
    final: "この掲載は終了しているため、編集できません。",
  },
  {
    title: "Edit",
    editing: (reference: string) => `Edit ${reference}`,
    preview: "Preview",
    final: "This listing has ended and cannot be edited.",
  },
);

const KEEP = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false } as const;

export function Edit() {
  const t = useMessages(texts);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const draft = $api.useQuery("get", "/api/v1/listings/{id}/draft", { params: { path: { id } } }, KEEP);
  const trail = useMineTrail(id, draft.data?.reference);
  return (
    <PageOf
      of={draft}
      title={draft.data ? t.editing(draft.data.reference) : t.title}
      trail={trail}
      width="wide"
      actions={
        <LinkButton to="/mine/$id/preview" params={{ id }} icon="eye">
          {t.preview}
        </LinkButton>
      }
    >
      <Await query={draft} lines={8}>
        {(found) => <Ready draft={found} />}
      </Await>
    </PageOf>
  );
}

function Ready({ draft }: { draft: Schemas["DraftBody"] }) {
  const t = useMessages(texts);
  const fields = $api.useQuery(
    "get",
    "/api/v1/listing-fields/{kind}",
    { params: { path: { kind: draft.kind } } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const comments = useReviewComments(draft.id);
  if (draft.state === "withdrawn" || draft.state === "concluded") return <Note>{t.final}</Note>;
  return (
    <Await query={fields} lines={8} unhurried>
      {({ fields: specs }) => <ListingForm draft={draft} specs={specs} comments={comments} />}
    </Await>
  );
}

/** Comments of reviewers; there is a desk to ask only once something was submitted. */
function useReviewComments(id: string): Schemas["ReviewComment"][] {
  const versions = $api.useQuery("get", "/api/v1/listings/{id}/versions", { params: { path: { id } } });
  const desk = $api.useQuery(
    "get",
    "/api/v1/listings/{id}/review",
    { params: { path: { id } } },
    { enabled: (versions.data?.items.length ?? 0) > 0 },
  );
  return desk.data?.comments ?? NONE;
}
const NONE: Schemas["ReviewComment"][] = [];
