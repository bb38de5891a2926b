/** `/settings/mail`: how often each kind of mail comes. */
import { useQuery } from "@tanstack/react-query";
import { api, refresh, withTag } from "@/api/client";
import { useMe } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { Await, Note } from "@/ui/states";
import { Settings } from "./frame";
import { MailForm } from "./mail-form";

const texts = messages(
  {
    title: "メールの設定",
    lead: "出来事ごとに、メールで届く頻度を選べます。画面の通知には、選択にかかわらずすべて表示されます。",
    always: "パスワード・招待・誓約の更新など、アカウントの安全に関わるメールは、いつもすぐにお送りします。",
  },
  {
    title: "Mail preferences",
    lead: "Choose for each kind of event how often mails come. The notices on screen show everything, whatever you choose here.",
    always:
      "Mails about the safety of your account, such as passwords, invitations and the renewal of the undertaking, are always sent at once.",
  },
);

export function MailSettings() {
  const t = useMessages(texts);
  const me = useMe().data;
  const preferences = useQuery({
    queryKey: ["get", "/api/v1/me/mail-preferences", "tagged"],
    queryFn: ({ signal }) => withTag(api.GET("/api/v1/me/mail-preferences", { signal })),
  });
  return (
    <Settings title={t.title} lead={t.lead}>
      <Await query={preferences} lines={8}>
        {({ data, etag }) =>
          me ? (
            <MailForm
              items={data.items}
              etag={etag}
              reader={me}
              reload={() => void refresh("/me/mail-preferences")}
            />
          ) : null
        }
      </Await>
      <Note>{t.always}</Note>
    </Settings>
  );
}
