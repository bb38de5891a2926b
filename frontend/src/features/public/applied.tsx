/** What happens after an application. It must not say whether the address was known. */
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Card } from "@/ui/page";

const texts = messages(
  {
    next: "このあとの流れ",
    mail: (address: string) =>
      `新しいお申込みであれば、まもなく ${address} に受付のメールが届きます。すでに会員の方や、審査中の方には届きません。`,
    vetting: "事務局の異なる2名が、お名前と所属を確かめます。",
    result: "結果をメールでお知らせします。承認の場合は、パスワードを決めるためのリンクが入っています。",
    undertaking: "秘密保持の誓約書をお読みいただき、同意されるとご利用を開始できます。",
    noMail: "メールが届かないときは、迷惑メールのフォルダをお確かめください。",
    home: "トップへ戻る",
    about: "Enishi についてくわしく",
  },
  {
    next: "What happens next",
    mail: (address: string) =>
      `If this is a new application, a receipt will reach ${address} shortly. Members, and applicants who are being vetted, get none.`,
    vetting: "Two different people of the secretariat check your name and organisation.",
    result: "You hear from us by mail. If you are admitted, it holds a link to choose your password.",
    undertaking: "You read and accept the undertaking of confidentiality, and can begin.",
    noMail: "If no mail arrives, please look into the spam folder.",
    home: "Back to the first page",
    about: "More about Enishi",
  },
);

export function Applied({ address }: { address: string }) {
  const t = useMessages(texts);
  return (
    <>
      <Card className="sm:p-7">
        <h2 className="mb-4 text-[1.25rem] font-bold">{t.next}</h2>
        <ol className="flex list-decimal flex-col gap-3 pl-6">
          <li>{t.mail(address)}</li>
          <li>{t.vetting}</li>
          <li>{t.result}</li>
          <li>{t.undertaking}</li>
        </ol>
        <p className="mt-5 text-[0.9375rem] text-ink-soft">{t.noMail}</p>
      </Card>
      <div className="flex flex-wrap gap-3">
        <LinkButton to="/" look="primary">
          {t.home}
        </LinkButton>
        <LinkButton to="/about">{t.about}</LinkButton>
      </div>
    </>
  );
}
