/** `/apply`: asks to join. The answer is the same whether or not the address is known. */
import { useState } from "react";
import { messages, useMessages } from "@/i18n/messages";
import { Page } from "@/ui/page";
import { ApplicationForm } from "./application-form";
import { Applied } from "./applied";

const texts = messages(
  {
    title: "入会の申込み",
    lead: "大学・病院・研究機関・TLO・製薬企業・ベンチャーなどで、シーズやニーズに関わる方がお申し込みになれます。事務局の2名が確かめたうえで、メールで結果をお知らせします。所要時間は5分ほどです。",
    done: "お申込みを承りました",
  },
  {
    title: "Apply for membership",
    lead: "For people who work with seeds or needs at universities, hospitals, research institutes, TLOs, pharmaceutical companies and ventures. Two people of the secretariat check your application and write to you. It takes about five minutes.",
    done: "Thank you for your application",
  },
);

export function Apply() {
  const t = useMessages(texts);
  const [address, setAddress] = useState<string | null>(null);
  if (address)
    return (
      <Page key="done" title={t.done} width="narrow">
        <Applied address={address} />
      </Page>
    );
  return (
    <Page title={t.title} lead={t.lead} width="narrow">
      <ApplicationForm onDone={setAddress} />
    </Page>
  );
}
