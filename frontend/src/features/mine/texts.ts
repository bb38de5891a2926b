/** Words that the pages of one's own listings share. */
import { useRole } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";

export const mineTexts = messages(
  { seeds: "自分のシーズ", needs: "自社のニーズ" },
  { seeds: "My seeds", needs: "Our needs" },
);

/** Where the pages of one listing are. */
export function useMineTrail(id: string, reference: string | undefined) {
  const t = useMessages(mineTexts);
  const isCompany = useRole() === "company";
  return [
    { label: isCompany ? t.needs : t.seeds, link: { to: "/mine" as const } },
    ...(reference ? [{ label: reference, link: { to: "/mine/$id" as const, params: { id } } }] : []),
  ];
}
