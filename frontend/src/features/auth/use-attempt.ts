/** One attempt of a form at a time: what the server refused, at its fields or as a whole. */
import { useState } from "react";
import { explain, type FieldProblem } from "@/api/problem";

export function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  /** Runs the work unless the last attempt is under way. */
  const attempt = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    setProblems([]);
    try {
      await work();
    } catch (error) {
      const { fields } = explain(error);
      if (fields.length > 0) setProblems(fields);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, problems, setProblems, attempt };
}
