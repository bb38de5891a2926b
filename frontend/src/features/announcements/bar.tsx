/** What the secretariat tells everybody, above the content until the reader puts it away. While there is nothing, it takes no room. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { useSession } from "@/api/session";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { IconButton } from "@/ui/button";
import { Icon } from "@/ui/icons";
import { isPutAway, putAway, readPutAway } from "./put-away";
import { announcementsQuery } from "./query";

const texts = messages(
  {
    title: "お知らせ",
    kinds: { information: "お知らせ", maintenance: "メンテナンス", important: "重要" },
    close: (title: string) => `「${title}」を閉じる`,
  },
  {
    title: "Announcements",
    kinds: { information: "Information", maintenance: "Maintenance", important: "Important" },
    close: (title: string) => `Close “${title}”`,
  },
);

const looks: Record<Schemas["AnnouncementKind"], string> = {
  information: "border-ai-200 bg-ai-50",
  maintenance: "border-yellow-300 bg-yellow-50",
  important: "border-shu-800 bg-shu-50",
};

/** What is in force. The frame waits for it, so that the page does not move when it comes. */
export function useAnnouncements() {
  const session = useSession();
  return useQuery({ ...announcementsQuery, enabled: session === "signed_in" });
}

export function AnnouncementBar() {
  const t = useMessages(texts);
  const [away, setAway] = useState(readPutAway);
  const announcements = useAnnouncements();
  const shown = (announcements.data?.items ?? [])
    .filter((one) => !isPutAway(away, one))
    .sort((one, other) => Number(other.kind === "important") - Number(one.kind === "important"));
  if (shown.length === 0) return null;
  return (
    <section
      aria-label={t.title}
      className="mx-auto flex w-full max-w-[104rem] flex-col gap-2 px-4 pt-4 sm:px-6 no-print"
    >
      {shown.map((one) => (
        <Announcement key={one.id} announcement={one} onClose={() => setAway(putAway(away, one))} />
      ))}
    </section>
  );
}

function Announcement({
  announcement,
  onClose,
}: {
  announcement: Schemas["AnnouncementView"];
  onClose: () => void;
}) {
  const t = useMessages(texts);
  const { pick, lang } = useFormat();
  const { kind, title, body } = announcement;
  const important = kind === "important";
  return (
    <div className={`flex items-start gap-3 rounded-xl border py-1 pr-1 pl-4 ${looks[kind]}`}>
      <span className={`mt-2.5 hidden sm:block ${important ? "text-shu-800" : "text-ai-900"}`}>
        <Icon name={important ? "warning" : kind === "maintenance" ? "clock" : "info"} />
      </span>
      <details className="min-w-0 flex-1 py-2" open={important}>
        <summary className="leading-snug">
          <span className="mr-1 text-[0.875rem] font-bold">{t.kinds[kind]}</span>{" "}
          <span lang={lang(title)} className={important ? "font-bold" : ""}>
            {pick(title)}
          </span>
        </summary>
        <p lang={lang(body)} className="mt-2 max-w-[60rem] text-[0.9375rem] whitespace-pre-line">
          {pick(body)}
        </p>
      </details>
      <IconButton icon="close" label={t.close(pick(title))} onClick={onClose} />
    </div>
  );
}
