/** What is not there, or not for this reader: the same page for both. */
import { codeOf } from "@/api/problem";
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Page, type PageProps } from "@/ui/page";
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

interface Asked {
  data: unknown;
  error: unknown;
}

/** The page of one thing that the address names: where the server does not know it, it is not found. `of`: what the page asked for. */
export function PageOf({ of, ...page }: PageProps & { of: Asked | Asked[] }) {
  const gone = [of].flat().some(({ data, error }) => data === undefined && codeOf(error) === "not_found");
  return gone ? <NotFound /> : <Page {...page} />;
}
