/** Above a form: why it was not saved. */
import type { ReactNode } from "react";
import { useMessages } from "@/i18n/messages";
import { Failure, Note } from "@/ui/states";
import { ErrorSummary } from "@/ui/summary";
import type { Submission } from "./submit";
import { common } from "./texts";

export function Trouble({ of, labels = {} }: { of: Submission; labels?: Record<string, ReactNode> }) {
  const t = useMessages(common);
  return (
    <>
      {of.failure ? <Failure error={of.failure} /> : null}
      {of.stale ? (
        <div role="alert">
          <Note look="warning" title={t.changedMeanwhile}>
            {t.stale}
          </Note>
        </div>
      ) : null}
      <ErrorSummary problems={of.problems} labels={labels} />
    </>
  );
}
