/** What is said about Enishi to everybody. */
import type { Messages } from "@/i18n/messages";

interface About {
  title: string;
  lead: string;
  what: string;
  whatText: string;
  promises: string;
  fourPromises: readonly (readonly [string, string])[];
  who: string;
  whoPoints: readonly string[];
  how: string;
  howPoints: readonly string[];
  limits: string;
  limitsLead: string;
  limitsPoints: readonly string[];
  questions: string;
  answers: readonly (readonly [string, string])[];
  apply: string;
  public: string;
}

export const aboutTexts: Messages<About> = {
  ja: {
    title: "Enishi について",
    lead: "Enishi（縁）は、大学や病院の研究シーズと製薬企業のニーズとを、未公開のまま結ぶ会員制の場です。",
    what: "何をする場か",
    whatText:
      "研究者は出願前のシーズを、企業は探しているもの（ニーズ）を登録します。公開の前に知財リエゾンが読み、踏み込みすぎた記述がないかを確かめます。合いそうな組み合わせが見つかると、双方に理由とともに知らせ、両者が承諾して初めて名前が明かされます。",
    promises: "四つの約束",
    fourPromises: [
      [
        "見てよい人にだけ、見せます",
        "登録内容は、項目ごとに誰まで見せるかが決まっています。検索の件数や並び順、通知からも、見てよい範囲を超えたことは分かりません。",
      ],
      [
        "マッチングでも、秘密は漏れません",
        "あなたの登録の全文と、あなたが見てよい相手の記載だけを照らし合わせます。相手に示さないニーズも、示さないまま照合に使えます。",
      ],
      [
        "途中で止まっても、なくなりません",
        "登録の変更と、その記録や通知は、必ずひとまとまりで行われます。同じ知らせが二度届くことも、黙って消えることもありません。",
      ],
      [
        "見せた事実を、証明できます",
        "誰が、いつ、どの版のどの項目を、どの誓約のもとで読んだかが台帳に残ります。台帳に手を加えれば、第三者にも分かります。",
      ],
    ],
    who: "参加できる方",
    whoPoints: [
      "大学・病院・研究機関・TLO で、シーズに関わる研究者や産学連携の担当者",
      "製薬企業・ベンチャー・VC で、導入や共同研究を担当する方",
      "知財リエゾンとして、登録内容の確認と橋渡しを担う方",
      "いずれも、所属機関が発行したご本人のアドレスをお持ちの方に限ります。共有のアドレスやフリーメールではお申し込みになれません。",
    ],
    how: "秘密を守るしくみ",
    howPoints: [
      "入会は、事務局の異なる2名が確かめてから認めます。",
      "会員お一人ずつが、期限のある秘密保持の誓約に同意します。同意がなければ、何も閲覧できません。",
      "公開の前に、再現できるほど詳しい記述がないかを機械と人の両方で確かめます。",
      "競合する企業など、見せたくない機関を登録ごとに指定できます。",
      "メールには番号とリンクだけを載せ、登録内容は書きません。",
      "退会や異動があると、閲覧はすぐに止まります。",
    ],
    limits: "守れないこと",
    limitsLead: "正直にお伝えします。次のことは、しくみだけでは防げません。",
    limitsPoints: [
      "誓約した会員が約束を破って口外すること。記録によって誰が読んだかは示せますが、口外そのものは止められません。",
      "画面の撮影や書き写し。書き出したファイルには、閲覧者の名前と時刻が入ります。",
      "学会・論文・学位発表など、Enishi の外での公表による新規性の喪失。",
      "新規性についての法的な判断。Enishi は事実の記録を残しますが、判断は弁理士などの専門家にご相談ください。",
    ],
    questions: "よくあるご質問",
    answers: [
      [
        "出願前の研究を載せて、新規性は失われませんか",
        "閲覧できるのは、秘密保持を個人として誓約した会員だけで、誰が読んだかも記録されます。秘密を守る義務を負う人だけが知っている状態を保つためのしくみですが、最終的な判断は国や事案によって異なります。登録の前に、所属機関の知財部門にご相談ください。",
      ],
      [
        "会員なら、登録のすべてを読めるのですか",
        "いいえ。会員に見えるのは、再現できない程度の概要です。標的の名称や数値などは、所有者が紹介を承諾した相手や、CDA を締結した相手にだけ示されます。",
      ],
      [
        "費用はかかりますか",
        "利用の条件は、この場を運営するコンソーシアムが定めています。入会の審査の際に、事務局からご案内します。",
      ],
      [
        "企業が何を探しているかは、ほかの会員に知られますか",
        "検索した言葉は、ほかの会員に示されません。ニーズは、社名を伏せることも、相手に一切示さないこともできます。",
      ],
      [
        "断られた理由は分かりますか",
        "紹介を断るときは、理由を選ぶことになっています。断った方が許した範囲で、その理由や「どのデータがあれば再検討できるか」が届きます。",
      ],
      [
        "審査にはどのくらいかかりますか",
        "入会は、事務局の2名がそろって確かめ次第お知らせします。シーズの公開前の確認は、5営業日以内を目安としています。",
      ],
    ],
    apply: "入会を申し込む",
    public: "公開されているシーズを見る",
  },
  en: {
    title: "About Enishi",
    lead: "Enishi (縁, a tie) brings research seeds of universities and hospitals together with needs of pharmaceutical companies, before anything is public and among members only.",
    what: "What it is for",
    whatText:
      "Researchers list seeds that are not filed yet; companies list what they look for. Before publication an IP liaison reads every listing, so that it does not say too much. When two seem to fit, both sides are told, with the reasons. Names are revealed only when both agree.",
    promises: "Four promises",
    fourPromises: [
      [
        "Shown only to those who may see it",
        "For every field it is settled who may read it. Neither numbers of results, nor their order, nor notices tell anything beyond that.",
      ],
      [
        "Matching gives nothing away",
        "Your listing in full is compared with what you may see of others. A need that is shown to nobody is matched all the same, without being shown.",
      ],
      [
        "Nothing is lost half way",
        "A change, its record and its notices happen together or not at all. No news comes twice, none disappears.",
      ],
      [
        "What was shown can be proved",
        "The ledger holds who read which field of which version, when, and under which undertaking. If anybody changes it, others can tell.",
      ],
    ],
    who: "Who may join",
    whoPoints: [
      "Researchers and technology-transfer staff of universities, hospitals, research institutes and TLOs",
      "People in charge of licensing or collaboration at pharmaceutical companies, ventures and VCs",
      "IP liaisons, who check listings and bring both sides together",
      "All of them with an address of their own at their institution: no shared mailboxes, no free-mail.",
    ],
    how: "How confidence is kept",
    howPoints: [
      "Two different people of the secretariat vet everybody who joins.",
      "Each member accepts an undertaking of confidentiality in person, for a limited time. Without it nothing can be read.",
      "Before publication, software and a person look for passages that would let somebody repeat the work.",
      "For every listing, organisations that must not see it can be named.",
      "Mails carry a number and a link, never what a listing says.",
      "Whoever leaves or moves loses access at once.",
    ],
    limits: "What it cannot protect against",
    limitsLead: "To be honest, no system prevents the following.",
    limitsPoints: [
      "A member who breaks the undertaking and talks. The record shows who had read it, but cannot stop the talking.",
      "Photographs and copies by hand. Exported files carry the reader’s name and the time.",
      "Loss of novelty by what is published elsewhere: talks, papers, theses.",
      "Legal judgement on novelty. Enishi keeps the facts; please ask a patent attorney what they mean.",
    ],
    questions: "Questions",
    answers: [
      [
        "Does listing an unfiled result destroy novelty?",
        "Only members who are personally bound to secrecy can read it, and who read it is recorded. That is meant to keep it among people under a duty of secrecy; what follows in law depends on the country and the case. Please speak to your institution’s IP office before you list.",
      ],
      [
        "Do members read everything?",
        "No. Members see a summary from which nobody can repeat the work. The exact target, figures and the like are shown to those whose introduction the owner accepted, or who have signed a CDA.",
      ],
      [
        "What does it cost?",
        "The consortium that runs this site sets the conditions. The secretariat tells you when you are vetted.",
      ],
      [
        "Do others learn what a company looks for?",
        "What you search for is shown to no other member. A need can hide your name, or be shown to nobody at all.",
      ],
      [
        "Do I learn why somebody declined?",
        "Whoever declines chooses a reason. As far as that person allows, you see it, and which data would reopen the question.",
      ],
      [
        "How long does it take?",
        "You hear about your application as soon as two people of the secretariat have checked it. Seeds are reviewed within five business days as a rule.",
      ],
    ],
    apply: "Apply for membership",
    public: "See the public seeds",
  },
};
