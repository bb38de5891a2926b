/** What is not there, or not for this reader: the same page for both. */
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Page } from "@/ui/page";
import { Empty } from "@/ui/states";

const texts = messages(
  {
    title: "ページが見つかりません",
    what: "お探しのページは存在しないか、閲覧できません",
    detail: "アドレスを確かめるか、一覧から開き直してください。",
    home: "ホームへ",
  },
  {
    title: "Page not found",
    what: "This page does not exist or is not open to you",
    detail: "Check the address, or open it again from a list.",
    home: "Go home",
  },
);

export function NotFound() {
  const t = useMessages(texts);
  return (
    <Page title={t.title} width="narrow">
      <Empty title={t.what} action={<LinkButton to="/">{t.home}</LinkButton>}>
        {t.detail}
      </Empty>
    </Page>
  );
}
