/** The versions that came before: what one accepted then can be read for ever. */
import { useState } from "react";
import { $api } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Section } from "@/ui/page";
import { Await } from "@/ui/states";
import { UndertakingText } from "./text";

const texts = messages(
  {
    title: "これまでの版",
    version: (n: number, from: string) => `第${n}版（${from}発効）`,
    only: "この版が最初の版です。",
    older: "さらに前の版を表示",
  },
  {
    title: "Earlier versions",
    version: (n: number, from: string) => `Version ${n} (in force from ${from})`,
    only: "This is the first version.",
    older: "Show older versions",
  },
);

export function History({ current }: { current: string }) {
  const t = useMessages(texts);
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  return (
    <Section title={t.title}>
      <div className="flex flex-col gap-2">
        {cursors.map((cursor, place) => (
          <Versions
            key={cursor ?? ""}
            cursor={cursor}
            current={current}
            isLast={place === cursors.length - 1}
            more={(next) => setCursors([...cursors, next])}
          />
        ))}
      </div>
    </Section>
  );
}

function Versions({
  cursor,
  current,
  isLast,
  more,
}: {
  cursor: string | undefined;
  current: string;
  isLast: boolean;
  more: (next: string) => void;
}) {
  const t = useMessages(texts);
  const { date } = useFormat();
  const page = $api.useQuery("get", "/api/v1/undertakings", {
    params: { query: cursor === undefined ? {} : { cursor } },
  });
  return (
    <Await query={page} lines={1}>
      {({ items, next_cursor }) => {
        const earlier = items.filter((one) => one.id !== current);
        return (
          <>
            {earlier.length === 0 && !next_cursor && cursor === undefined ? <p>{t.only}</p> : null}
            {earlier.map((one) => (
              <details key={one.id} className="rounded-xl border border-line bg-white">
                <summary className="min-h-11 px-5 py-2.5 font-bold">
                  {t.version(one.number, date(one.published_at))}
                </summary>
                <div className="border-t border-line p-5">
                  <UndertakingText undertaking={one} level={3} />
                </div>
              </details>
            ))}
            {isLast && next_cursor ? (
              <div>
                <Button onClick={() => more(next_cursor)}>{t.older}</Button>
              </div>
            ) : null}
          </>
        );
      }}
    </Await>
  );
}
