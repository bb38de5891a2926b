/** `/vocabularies`: every code with its words, as the forms and filters use them. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import type { Schemas } from "@/api/client";
import { textOf } from "@/app/address";
import { useVocabularies } from "@/features/vocabulary";
import { messages, useMessages } from "@/i18n/messages";
import { TextField } from "@/ui/field";
import { Page, Section } from "@/ui/page";
import { Await, Empty, Note } from "@/ui/states";
import { Table } from "@/ui/table";
import { matching } from "./term-search";
import { common } from "./texts";
import { vocabularyNames } from "./vocabulary-names";

const texts = messages(
  {
    title: "語彙",
    lead: "登録や検索で選ぶ言葉と、その符号です。ここでは見るだけで、変更はできません。",
    where: "変更のしかた",
    whereText:
      "語彙はサーバーの設定ファイル（config/vocabularies）にあります。運用の担当者がファイルを直し、版の番号を上げて起動し直すと、全員の画面に反映されます。使われている符号は消さないでください。",
    search: "言葉または符号で絞り込む",
    code: "符号",
    group: "まとまり",
    version: (n: number) => `第${n}版`,
    terms: (n: number) => `${n}語`,
    empty: "当てはまる言葉はありません",
    all: (n: number) => `全${n}語`,
    found: (n: number) => `${n}語が当てはまります`,
    jump: "語彙の一覧",
  },
  {
    title: "Vocabularies",
    lead: "The words that can be chosen in forms and filters, with their codes. They can be read here, not changed.",
    where: "How they are changed",
    whereText:
      "Vocabularies are files on the server (config/vocabularies). The operator edits a file, raises its version and starts the server again; everybody’s screens follow. Codes in use must not be removed.",
    search: "Filter by word or code",
    code: "Code",
    group: "Group",
    version: (n: number) => `Version ${n}`,
    terms: (n: number) => (n === 1 ? "1 term" : `${n} terms`),
    empty: "No term fits",
    all: (n: number) => `${n} terms`,
    found: (n: number) => (n === 1 ? "1 term fits" : `${n} terms fit`),
    jump: "All vocabularies",
  },
);

export function Vocabularies() {
  const t = useMessages(texts);
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(textOf(search["q"]) ?? "");
  const wanted = useDeferredValue(typed);
  const query = useVocabularies();
  return (
    <Page title={t.title} lead={t.lead}>
      <Note title={t.where}>{t.whereText}</Note>
      <div className="max-w-md no-print">
        <TextField
          name="q"
          type="search"
          label={t.search}
          value={typed}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.target.value);
            void navigate({
              to: ".",
              search: { q: event.target.value || undefined },
              replace: true,
              resetScroll: false,
            });
          }}
        />
      </div>
      <Await query={query}>{(all) => <Found all={all} wanted={wanted} />}</Await>
    </Page>
  );
}

function Found({ all, wanted }: { all: Schemas["Vocabularies"]; wanted: string }) {
  const t = useMessages(texts);
  const names = useMessages(vocabularyNames) as Record<string, string>;
  const found = matching(all, wanted);
  const count = found.reduce((sum, { terms }) => sum + terms.length, 0);
  return (
    <>
      <p role="status" className={count === 0 ? "sr-only" : "text-ink-soft"}>
        {count === 0 ? t.empty : wanted.trim() ? t.found(count) : t.all(count)}
      </p>
      {count === 0 ? <Empty title={t.empty} /> : null}
      <nav aria-label={t.jump} className="no-print" hidden={count === 0}>
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {found.map(({ name }) => (
            <li key={name}>
              <a
                href={`#${name}`}
                className="inline-flex min-h-8 items-center text-ai-900 underline underline-offset-4"
              >
                {names[name] ?? name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {found.map(({ name, version, terms }) => (
        <OneVocabulary key={name} name={name} title={names[name] ?? name} version={version} terms={terms} />
      ))}
    </>
  );
}

interface OneVocabularyProps {
  name: string;
  title: string;
  version: number;
  terms: Schemas["Term"][];
}

function OneVocabulary({ name, title, version, terms }: OneVocabularyProps) {
  const t = useMessages(texts);
  const words = useMessages(common);
  const grouped = terms.some((term) => term.group);
  return (
    <Section
      id={name}
      title={title}
      actions={
        <span className="text-[0.875rem] text-ink-soft">
          {name} · {t.version(version)} · {t.terms(terms.length)}
        </span>
      }
    >
      <Table dense caption={title} head={[t.code, words.ja, words.en, ...(grouped ? [t.group] : [])]}>
        {terms.map((term) => (
          <tr key={term.code}>
            <td className="w-1/4">
              <code>{term.code}</code>
            </td>
            <td lang="ja" className="min-w-[10rem]">
              {term.ja}
            </td>
            <td lang="en" className="min-w-[10rem]">
              {term.en}
            </td>
            {grouped ? (
              <td>
                <code>{term.group ?? ""}</code>
              </td>
            ) : null}
          </tr>
        ))}
      </Table>
    </Section>
  );
}
