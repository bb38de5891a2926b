/** Who has access but is not bound by the version in force: never accepted it, or the acceptance has run out. */
import { Link } from "@tanstack/react-router";
import { $api } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { roleNames } from "@/ui/badges";
import { Await, Empty } from "@/ui/states";
import { Table } from "@/ui/table";
import { byPages, More } from "./more";
import { common } from "./texts";

const texts = messages(
  {
    caption: "同意していない会員",
    how: "一度も同意していない方と、同意の期限が切れた方です。停止中の方と退会した方は含みません。",
    email: "メールアドレス",
    none: "利用中の会員は、全員が同意しています",
  },
  {
    caption: "Members who are not bound",
    how: "Those who have not accepted it, and those whose acceptance has run out. Members who are suspended or have left are not among them.",
    email: "E-mail address",
    none: "Every active member has accepted it",
  },
);

export function Missing() {
  const t = useMessages(texts);
  const words = useMessages(common);
  const roles = useMessages(roleNames);
  const { pick, lang } = useFormat();
  const query = $api.useInfiniteQuery(
    "get",
    "/api/v1/members",
    { params: { query: { limit: 50, bound: false } } },
    byPages,
  );
  return (
    <Await query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page?.items ?? []);
        if (items.length === 0) return <Empty title={t.none} />;
        return (
          <>
            <p className="text-[0.9375rem] text-ink-soft">{t.how}</p>
            <Table dense caption={t.caption} head={[words.name, words.organisation, words.role, t.email]}>
              {items.map((member) => (
                <tr key={member.id}>
                  <td className="whitespace-nowrap">
                    <Link
                      to="/members/$id"
                      params={{ id: member.id }}
                      className="inline-flex min-h-6 items-center text-ai-900 underline underline-offset-4"
                      lang={lang(member.name)}
                    >
                      {pick(member.name)}
                    </Link>
                  </td>
                  <td className="min-w-[9rem]">
                    <span lang={lang(member.organisation.name)}>{pick(member.organisation.name)}</span>
                  </td>
                  <td className="whitespace-nowrap">{roles[member.role]}</td>
                  <td>{member.email}</td>
                </tr>
              ))}
            </Table>
            <More pages={query} shown={items.length} />
          </>
        );
      }}
    </Await>
  );
}
