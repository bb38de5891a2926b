/** One announcement in the list. */
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";
import { Button } from "@/ui/button";
import { phaseOf } from "./announcement-phase";
import { announcementKinds, announcementPhases } from "./announcement-words";

const texts = messages(
  {
    from: (from: string) => `${from} から`,
    between: (from: string, until: string) => `${from} ～ ${until}`,
    edit: "直す",
    editOf: (title: string) => `「${title}」を直す`,
    remove: "削除…",
    removeOf: (title: string) => `「${title}」を削除する`,
  },
  {
    from: (from: string) => `From ${from}`,
    between: (from: string, until: string) => `${from} – ${until}`,
    edit: "Change",
    editOf: (title: string) => `Change “${title}”`,
    remove: "Delete…",
    removeOf: (title: string) => `Delete “${title}”`,
  },
);

interface AnnouncementRowProps {
  announcement: Schemas["AnnouncementView"];
  onEdit: () => void;
  onRemove: () => void;
}

export function AnnouncementRow({ announcement, onEdit, onRemove }: AnnouncementRowProps) {
  const t = useMessages(texts);
  const kinds = useMessages(announcementKinds);
  const phases = useMessages(announcementPhases);
  const { pick, lang, dateTime } = useFormat();
  const phase = phaseOf(announcement);
  const looks = { in_force: "green", planned: "ai", over: "plain" } as const;
  const title = pick(announcement.title);
  const { kind, shown_from, shown_until } = announcement;
  return (
    <li className="flex flex-col gap-2 rounded-xl border border-line bg-white p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge look={looks[phase]}>{phases[phase]}</Badge>
        <Badge look={kind === "important" ? "shu" : kind === "maintenance" ? "yellow" : "plain"}>
          {kinds[kind]}
        </Badge>
        <span className="text-[0.875rem] text-ink-soft">
          {shown_until
            ? t.between(dateTime(shown_from), dateTime(shown_until))
            : t.from(dateTime(shown_from))}
        </span>
      </div>
      <h2 lang={lang(announcement.title)} className="text-[1.125rem] font-bold">
        {title}
      </h2>
      <p lang={lang(announcement.body)} className="line-clamp-3 max-w-[60rem] whitespace-pre-wrap">
        {pick(announcement.body)}
      </p>
      <div className="mt-2 flex flex-wrap gap-3">
        <Button icon="edit" aria-label={t.editOf(title)} onClick={onEdit}>
          {t.edit}
        </Button>
        <Button look="danger" aria-label={t.removeOf(title)} onClick={onRemove}>
          {t.remove}
        </Button>
      </div>
    </li>
  );
}
