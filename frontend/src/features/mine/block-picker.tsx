/** Organisations to choose from, by name. */
import { useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { useMe } from "@/features/me";
import { Await } from "@/ui/states";
import { PickMany } from "./form/pickers";

/** All pages: a consortium has tens of organisations, not thousands. */
async function allOrganisations(): Promise<Schemas["OrganisationSummary"][]> {
  const found: Schemas["OrganisationSummary"][] = [];
  let cursor: string | null | undefined;
  do {
    const { data } = await api.GET("/api/v1/organisations", {
      params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } },
    });
    found.push(...(data?.items ?? []));
    cursor = data?.next_cursor;
  } while (cursor);
  return found;
}

export function BlockPicker({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string[];
  onChange: (ids: string[]) => void;
}) {
  const own = useMe().data?.organisation.id;
  const organisations = useQuery({
    queryKey: ["get", "/api/v1/organisations", "all"],
    queryFn: allOrganisations,
  });
  return (
    <Await query={organisations} lines={2}>
      {(found) => (
        <PickMany
          id="block-picker"
          label={label}
          terms={found
            .filter((one) => one.id !== own)
            .map(({ id, name }) => ({
              code: id,
              ja: name.ja ?? name.en ?? "",
              en: name.en ?? name.ja ?? "",
            }))}
          value={value}
          onChange={onChange}
        />
      )}
    </Await>
  );
}
