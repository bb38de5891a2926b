/** One row with its entity tag, for pages that change it. */
import { useQuery } from "@tanstack/react-query";
import { withTag } from "@/api/client";

interface Answer<T> {
  data?: T;
  response: Response;
}

/** `path` is the path in the API, so that `refresh` finds it. */
export function useRow<T>(path: string, id: string, load: () => Promise<Answer<T>>) {
  return useQuery({ queryKey: ["row", path, id], queryFn: () => withTag<T>(load()) });
}
