/** What a member of one language will see. */
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { Note } from "@/ui/states";
import { announcementKinds } from "./announcement-words";

const texts = messages(
  { ja: "日本語の会員への表示", en: "英語の会員への表示" },
  { ja: "What members see in Japanese", en: "What members see in English" },
);

interface AnnouncementPreviewProps {
  language: "ja" | "en";
  kind: Schemas["AnnouncementKind"];
  title: string;
  body: string;
}

export function AnnouncementPreview({ language, kind, title, body }: AnnouncementPreviewProps) {
  const t = useMessages(texts);
  if (!title.trim() && !body.trim()) return null;
  return (
    <section aria-label={t[language]} className="flex flex-col gap-2">
      <p className="text-[0.875rem] font-bold text-ink-soft">{t[language]}</p>
      <div lang={language}>
        <Note
          look={kind === "information" ? "info" : "warning"}
          title={`${announcementKinds[language][kind]}: ${title}`}
        >
          <span className="whitespace-pre-wrap">{body}</span>
        </Note>
      </div>
    </section>
  );
}
