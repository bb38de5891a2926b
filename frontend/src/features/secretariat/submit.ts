/** What every form here goes through: busy, refused as a whole, or with fields to mend. */
import { useState } from "react";
import { codeOf, explain, type FieldProblem } from "@/api/problem";

export interface Submission {
  busy: boolean;
  failure: unknown;
  problems: FieldProblem[];
  /** Somebody else changed the row meanwhile; the newest was loaded */
  stale: boolean;
  /** Does the work. True if it succeeded */
  run: (work: () => Promise<void>) => Promise<boolean>;
  /** Shows what the form itself found */
  show: (problems: FieldProblem[]) => void;
}

/**
 * `reload` reads the row anew when it turns out to have changed. `place` says to which field of the form a problem of the API belongs;
 * it is asked once for each attempt.
 */
export function useSubmission(
  reload?: () => Promise<unknown>,
  place: (problem: FieldProblem) => FieldProblem = (problem) => problem,
): Submission {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [stale, setStale] = useState(false);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const clear = () => {
    setFailure(null);
    setStale(false);
    setProblems([]);
  };
  const run = async (work: () => Promise<void>) => {
    if (busy) return false;
    setBusy(true);
    clear();
    try {
      await work();
      return true;
    } catch (error) {
      const { fields } = explain(error);
      if (codeOf(error) === "stale" && reload) {
        await reload();
        setStale(true);
      } else if (fields.length > 0) setProblems(fields.map(place));
      else setFailure(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const show = (found: FieldProblem[]) => {
    clear();
    setProblems(found);
  };
  return { busy, failure, problems, stale, run, show };
}
