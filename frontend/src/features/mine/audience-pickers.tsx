/** Organisations and colleagues to choose from, by name. */
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { useMe } from "@/features/me";
import type { Bilingual } from "@/i18n/format";
import { Await } from "@/ui/states";
import { PickMany } from "./form/pickers";

interface Named {
  id: string;
  name: Bilingual;
}
type PageOfNamed = { items: Named[]; next_cursor?: string | null };

/** All pages: a consortium has tens of organisations, and an organisation tens of members, not thousands. */
async function all(page: (query: { limit: number; cursor?: string }) => Promise<{ data?: PageOfNamed }>) {
  const found: Named[] = [];
  let cursor: string | null | undefined;
  do {
    const { data } = await page({ limit: 100, ...(cursor ? { cursor } : {}) });
    found.push(...(data?.items ?? []));
    cursor = data?.next_cursor;
  } while (cursor);
  return found;
}

interface PickerProps {
  label: string;
  value: string[];
  onChange: (ids: string[]) => void;
}

export function BlockPicker(props: PickerProps) {
  const own = useMe().data?.organisation.id;
  const organisations = useQuery({
    queryKey: ["get", "/api/v1/organisations", "all"],
    queryFn: () => all((query) => api.GET("/api/v1/organisations", { params: { query } })),
  });
  return (
    <Await query={organisations} lines={2}>
      {(found) => <PickNamed {...props} choices={found.filter((one) => one.id !== own)} />}
    </Await>
  );
}

/** `team`: who belongs to it now; some of them may not be colleagues any more, and the reader is not among the reader's colleagues. */
export function TeamPicker({ team, ...props }: PickerProps & { team: Named[] }) {
  const colleagues = useQuery({
    queryKey: ["get", "/api/v1/me/colleagues", "all"],
    queryFn: () => all((query) => api.GET("/api/v1/me/colleagues", { params: { query } })),
  });
  return (
    <Await query={colleagues} lines={2}>
      {(found) => (
        <PickNamed
          {...props}
          choices={[...team, ...found.filter((one) => !team.some((member) => member.id === one.id))]}
        />
      )}
    </Await>
  );
}

function PickNamed({ choices, ...props }: PickerProps & { choices: Named[] }) {
  return (
    <PickMany
      {...props}
      id="audience-picker"
      terms={choices.map(({ id, name }) => ({
        code: id,
        ja: name.ja ?? name.en ?? "",
        en: name.en ?? name.ja ?? "",
      }))}
    />
  );
}
