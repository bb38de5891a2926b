/** The help, in short paragraphs. */
import type { Schemas } from "@/api/client";
import type { Role } from "@/features/me";
import { messages } from "@/i18n/messages";

export const TIERS: Schemas["Tier"][] = ["public", "members", "approved", "cda", "owner"];
export const STATES: Schemas["ListingState"][] = [
  "draft",
  "institution_review",
  "liaison_review",
  "changes_requested",
  "approved",
  "published",
  "paused",
  "under_exclusive",
  "expired",
  "withdrawn",
  "concluded",
];

const TOPICS = [
  "tiers",
  "states",
  "writing",
  "review",
  "search",
  "matching",
  "introductions",
  "vetting",
  "ledger",
  "keyboard",
  "contact",
] as const;
export type Topic = (typeof TOPICS)[number];

/** What each role asks about first. */
const FIRST: Record<Role, Topic[]> = {
  researcher: ["writing", "tiers", "states", "matching", "introductions"],
  company: ["search", "matching", "introductions", "tiers", "writing"],
  liaison: ["review", "states", "tiers", "matching", "introductions", "keyboard"],
  secretariat: ["vetting", "ledger", "states"],
  auditor: ["ledger"],
};

/** All topics, the role's own first. */
export function topicsFor(role: Role | undefined): Topic[] {
  const first = role ? FIRST[role] : [];
  return [...first, ...TOPICS.filter((topic) => !first.includes(topic))];
}

export const helpTexts = messages(
  {
    title: "使い方",
    lead: "よく使うことを短くまとめました。あなたの役割に関わるものから並んでいます。",
    contents: "この画面の内容",
    tiers: {
      public: "どなたでも閲覧できます。所有者とリエゾンの双方が同意した、出願公開後のシーズだけが対象です。",
      members: "誓約に同意している会員が閲覧できます。再現できない程度の概要に限られます。",
      approved: "所有者が紹介を承諾した機関が閲覧できます。機関名、研究者、標的の名称、数値などです。",
      cda: "この登録について CDA を締結した機関が、その期間だけ閲覧できます。詳細なデータなどです。",
      owner: "登録したチームと担当のリエゾンだけが閲覧できます。出願の予定や社内のメモなどです。",
    },
    states: {
      draft: "書きかけです。チームのほかには見えません。",
      institution_review: "所属機関の担当者が確かめています。",
      liaison_review: "知財リエゾンが確かめています。5営業日以内が目安です。",
      changes_requested: "修正の依頼が届いています。コメントのある項目を直して、もう一度提出してください。",
      approved: "確認が終わり、公開を待っています。",
      published: "会員に公開されています。直すと新しい版となり、確認が済むまでは前の版が表示されます。",
      paused: "所有者が一時的に見えなくしています。いつでも再開できます。",
      under_exclusive: "ある企業と独占的に交渉しています。新しい紹介は待機となります。",
      expired: "有効期限が過ぎました。内容を確かめて更新すると、再び公開されます。",
      withdrawn: "取り下げられました。元には戻せません。",
      concluded: "成約などにより終了しました。",
    },
    keys: {
      list: "その画面で使えるキーの一覧を表示",
      search: "検索欄へ移動",
      step: "次の項目へ、前の項目へ",
      open: "選んだ項目を開く",
      close: "対話画面を閉じる",
    },
    topics: {
      tiers: {
        title: "開示区分",
        text: "項目ごとに、誰まで見せるかが決まっています。所有者は、決められた区分より狭めることはできますが、広げることはできません。\n登録の画面では、項目の横に区分が表示されます。プレビューで、会員・承認先・CDA締結先それぞれの見え方を確かめられます。",
      },
      states: {
        title: "登録情報の状態",
        text: "登録情報は、下書きから確認を経て公開され、期限が来ると更新を待ちます。提出した版はすべて残ります。",
      },
      writing: {
        title: "登録のしかた",
        text: "お手元の要旨やポスターの文章から始められます。入力は自動で保存され、提出するまでチームのほかには見えません。\n題名と要約は、読んでも再現できない書き方にしてください。構造、配列、用量、請求項のような文は、入力中に指摘されます。\n学会発表などの予定を登録しておくと、出願前の発表が近づいたときにお知らせします。",
      },
      review: {
        title: "公開前の審査",
        text: "提出された登録情報は、期限の近いものと指摘の多いものから並びます。前の版との違い、指摘された文、未解決のコメントを見比べて判断できます。\n確認項目がすべて済むと承認できます。修正を依頼するときは、該当する項目にコメントを付けてください。全文を読んだことは記録されます。",
      },
      search: {
        title: "検索",
        text: "日本語でも英語でも、病名や標的の別名も含めて探します。語を引用符で囲むとそのままの並びで、先頭に - を付けるとその語を含まないものを探します。\n探した言葉はアドレスの # より後ろにあり、サーバーの記録には残りません。よく使う条件は「保存した検索」にしておくと、新着をお知らせします。",
      },
      matching: {
        title: "マッチング",
        text: "あなたの登録の全文と、あなたが見てよい相手の記載とを照らし合わせます。点数は0から100で、なぜ合うと判断したかが必ず添えられます。\n「関心あり」「今回は見送り」「対象外」で整理できます。あなたの判断は、相手には知らされません。対象外にするときは、理由を選びます。",
      },
      introductions: {
        title: "紹介",
        text: "関心のある相手には、800字以内の文で紹介を申し込みます。秘密の内容は書かないでください。相手が承諾すると、双方の名前と連絡先が明かされ、承認先の項目が開きます。\n回答の期限は30日です。7日目と14日目にお知らせし、期限を過ぎると自動的に終了します。断るときは理由を選び、誰に伝えるかを決められます。",
      },
      vetting: {
        title: "入会審査",
        text: "異なる2名の承認で入会となり、招待のメールが送られます。1名でも見送ると終了します。申込者が既存の機関に属するときは、先に機関を割り当ててください。",
      },
      ledger: {
        title: "台帳",
        text: "閲覧・変更・判断は、前の記録のハッシュ値を含む形で順に残ります。途中を書き換えたり抜いたりすると、検証で分かります。\n台帳には番号とハッシュ値だけが入り、登録内容そのものは入りません。",
      },
      keyboard: {
        title: "キーボード",
        text: "一覧や審査の画面では、キーだけで操作できます。入力欄に文字を打っている間は働きません。一文字のショートカットは、? で開く一覧でオフにできます。",
      },
      contact: {
        title: "困ったときは",
        text: "登録の内容については担当の知財リエゾンに、会員情報や誓約については事務局にお問い合わせください。漏えいやそのおそれに気づいたときは、すぐに事務局へお知らせください。",
      },
    },
  },
  {
    title: "Help",
    lead: "Short answers to what is asked most, those of your role first.",
    contents: "On this page",
    tiers: {
      public:
        "Anybody. Only seeds whose application is published, and whose owner and liaison have both agreed.",
      members: "Members who have accepted the undertaking. A summary from which nobody can repeat the work.",
      approved:
        "Organisations whose introduction the owner accepted: institution, researcher, exact target, figures.",
      cda: "Organisations with a CDA for this listing, while it lasts: detailed data.",
      owner: "The owner’s team and the liaison in charge: filing plans, internal notes.",
    },
    states: {
      draft: "Unfinished; only the team sees it.",
      institution_review: "Somebody of the institution is checking it.",
      liaison_review: "An IP liaison is checking it, within five business days as a rule.",
      changes_requested: "Changes were requested. Mend the fields with comments and submit again.",
      approved: "Checked, and waiting to be published.",
      published:
        "Members can read it. A change makes a new version; the old one is shown until that is checked.",
      paused: "Hidden for a while by its owner, who can resume it at any time.",
      under_exclusive: "A company negotiates exclusively; new introductions wait.",
      expired: "Its time is over. Check and renew it to show it again.",
      withdrawn: "Taken back for good.",
      concluded: "Ended by a deal or otherwise.",
    },
    keys: {
      list: "List the keys of the page",
      search: "Go to the search field",
      step: "To the next item, to the one before",
      open: "Open the chosen item",
      close: "Close a dialog",
    },
    topics: {
      tiers: {
        title: "Tiers",
        text: "For every field it is settled who may read it. An owner can narrow that for a listing, never widen it.\nWhile you write, the tier stands beside each field. The preview shows what a member, an approved organisation and a CDA partner will see.",
      },
      states: {
        title: "States of a listing",
        text: "A listing goes from draft through review to publication, and waits to be renewed when its time is over. Every submitted version is kept.",
      },
      writing: {
        title: "Writing a listing",
        text: "Start from the abstract or poster you have. What you type is saved by itself, and only your team sees it until you submit.\nWrite title and summary so that nobody could repeat the work from them. Structures, sequences, doses and claim-like sentences are pointed out as you type.\nEnter planned talks, and you are warned when one comes near before filing.",
      },
      review: {
        title: "Reviewing",
        text: "The queue puts first what is due and what has findings. Compare with the version before, look at the sentences pointed out and at open comments, and decide.\nYou can approve when the checklist is complete. When you ask for changes, comment on the fields concerned. That you read the full text is recorded.",
      },
      search: {
        title: "Searching",
        text: "Search in Japanese or English; other names of diseases and targets are found too. Quotation marks keep words together, a leading - excludes a word.\nWhat you look for stands behind the # of the address and is kept in no server log. Save a search to be told of what is new.",
      },
      matching: {
        title: "Matching",
        text: "Your listing in full is compared with what you may see of others. A score from 0 to 100 always comes with its reasons.\nSort matches into interested, not now and dismissed. The other side does not learn what you chose. Dismissing asks for a reason.",
      },
      introductions: {
        title: "Introductions",
        text: "Ask to be introduced in up to 800 characters, with nothing confidential in them. When the other side accepts, names and addresses are revealed and the Approved fields open.\nThere are 30 days to answer, with reminders after 7 and 14; then the request lapses. Whoever declines chooses a reason and who may read it.",
      },
      vetting: {
        title: "Vetting",
        text: "Two different people must approve; then the invitation is sent. One decline ends it. If the applicant belongs to an organisation that takes part already, assign it first.",
      },
      ledger: {
        title: "The ledger",
        text: "Reading, changes and decisions are kept in order, each entry with the hash of the one before. A change or a gap shows in the verification.\nThe ledger holds numbers and hashes, never what a listing says.",
      },
      keyboard: {
        title: "Keyboard",
        text: "Lists and reviews can be worked with keys alone. They rest while you type in a field. Single keys can be switched off in the list that ? opens.",
      },
      contact: {
        title: "When you are stuck",
        text: "Ask the IP liaison in charge about listings, and the secretariat about membership and the undertaking. If you learn of a leak, or fear one, tell the secretariat at once.",
      },
    },
  },
);
