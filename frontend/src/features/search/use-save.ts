/** Fetches a file and saves it: what a button for that needs. */
import { useState } from "react";
import { explain } from "@/api/problem";
import { toast } from "@/ui/toast";
import { saveFile } from "./save-file";

/** `fetched` asks for the file as a blob; `name` is for a server that names none; `done` is said afterwards. */
export function useSave(
  fetched: () => Promise<{ data?: unknown; response: Response }>,
  name: string,
  done: string,
) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { data, response } = await fetched();
      saveFile(data as Blob, response, name);
      toast(done);
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return { busy, onClick: () => void save() };
}
