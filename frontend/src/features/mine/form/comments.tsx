/** What reviewers said about a field, beside it, until it is settled. */
import { createContext, useContext } from "react";
import { type Comment, OneComment } from "./comment";
import { focusField } from "./focus";
import { useStore } from "./store";

export const CommentsContext = createContext<Comment[]>([]);

export function FieldComments({ field }: { field: string }) {
  const comments = useContext(CommentsContext);
  const { id } = useStore();
  const own = comments.filter(
    (comment) =>
      !comment.resolved_at &&
      (comment.field === field || (field === "stage" && comment.field?.startsWith("stage_"))),
  );
  return own.map((comment) => (
    <OneComment
      key={comment.id}
      comment={comment}
      listing={id}
      onSettled={() => focusField(`content.${field}`)}
    />
  ));
}
