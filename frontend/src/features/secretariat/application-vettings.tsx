/** Who decided what about an application, and why. */
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";

const texts = messages(
  { approve: "承認", decline: "見送り", unknown: "退会した方" },
  { approve: "Approved", decline: "Declined", unknown: "A former member" },
);

export function Vettings({ vettings }: { vettings: Schemas["VettingView"][] }) {
  const t = useMessages(texts);
  const { pick, lang, dateTime } = useFormat();
  return (
    <ol className="flex flex-col gap-3">
      {vettings.map((vetting) => (
        <li
          key={vetting.member_id}
          className="flex flex-col gap-2 rounded-xl border border-line bg-white px-4 py-3"
        >
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge look={vetting.decision === "approve" ? "green" : "shu"}>{t[vetting.decision]}</Badge>
            <span className="font-bold" lang={lang(vetting.name)}>
              {pick(vetting.name) || t.unknown}
            </span>
            <time dateTime={vetting.created_at} className="text-[0.875rem] text-ink-soft">
              {dateTime(vetting.created_at)}
            </time>
          </span>
          <span className="whitespace-pre-wrap">{vetting.reason}</span>
        </li>
      ))}
    </ol>
  );
}
