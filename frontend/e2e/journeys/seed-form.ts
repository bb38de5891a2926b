/** Registering a seed from prepared text, as a person would who reads the form from top to bottom. */
import type { Page } from "@playwright/test";
import type { Journey } from "../support/journey.ts";
import { expect } from "../support/test.ts";

/** What the researcher has at hand: the texts of an abstract, cut to the form's questions. */
export const prepared = {
  title: "腸管の再生を促す低分子による炎症性腸疾患の治療",
  summary: "免疫を抑えずに粘膜の修復を速め、既存薬で寛解に至らない患者に用いる経口薬を目指す。",
  indication: "中等症から重症の潰瘍性大腸炎（生物学的製剤で効果が不十分な例）",
  unmet_need:
    "国内の患者は20万人を超え、生物学的製剤を使っても約4割は粘膜の治癒に至らず、入院と手術を繰り返している。",
  problem: "抗TNF抗体やJAK阻害薬が標準治療であるが、感染症の危険があり、粘膜そのものを治す薬はない。",
  mechanism:
    "傷ついた上皮で働く修復の信号を一時的に強め、幹細胞から上皮が作られる速さを上げる。免疫細胞には作用しない。",
  competitors: "インフリキシマブ\nウパダシチニブ\nオザニモド",
  differentiation:
    "インフリキシマブ、ウパダシチニブ、オザニモドはいずれも免疫を抑える。本剤は修復を速めるため、これらと併用できる。",
  missing_data: "長期投与での腫瘍形成の有無と、ヒト腸管オルガノイドでの用量反応が未取得である。",
};

export async function fillSeed(journey: Journey, page: Page): Promise<void> {
  const main = page.getByRole("main");
  const text = (label: string) => main.getByRole("textbox", { name: `${label} 日本語`, exact: true });
  const next = async (title: string) => {
    await journey.click(main.getByRole("button", { name: /^次へ/ }));
    await expect(main.getByRole("heading", { level: 2, name: title })).toBeFocused();
  };
  const pick = async (label: string, typed: string, option: string) => {
    const field = main.getByRole("combobox", { name: `${label}を文字で探す` });
    await journey.type(field, typed);
    await page.getByRole("option", { name: option, exact: true }).waitFor();
    await journey.press(page, "ArrowDown");
    await journey.press(page, "Enter");
    // Of several the list stays open for more.
    if (await page.getByRole("listbox").isVisible()) await journey.press(page, "Escape");
    await expect(page.getByRole("listbox")).toHaveCount(0);
  };
  const tick = (group: string, label: string | RegExp) =>
    journey.click(main.getByRole("group", { name: group }).getByLabel(label, { exact: true }));

  await journey.paste(text("タイトル"), prepared.title);
  await journey.paste(text("一行要約"), prepared.summary);
  await journey.paste(text("対象疾患・適応"), prepared.indication);

  await next("分類");
  await tick("疾患領域", "難病");
  await pick("ICD-10 章", "消化器", "消化器系の疾患");
  await pick("モダリティ", "低分子", "低分子");
  await journey.choose(main.getByLabel("始め"), { label: "標的検証" });
  await journey.choose(main.getByLabel("終わり"), { label: "スクリーニング" });
  await pick("標的の分類", "その他の酵素", "その他の酵素");
  await journey.choose(main.getByLabel(/^投与経路/), { label: "経口" });
  await tick("承認上の分類", "医薬品");
  await journey.choose(main.getByLabel(/^研究の性格/), { index: 1 });

  await next("課題と作用");
  await journey.paste(text("未充足ニーズと患者"), prepared.unmet_need);
  await journey.paste(text("課題と標準治療"), prepared.problem);
  await journey.paste(text("作用の仕組み"), prepared.mechanism);

  await next("差別化と競合");
  await journey.paste(main.getByLabel(/^競合（名称）/), prepared.competitors);
  await journey.paste(text("競合との違い"), prepared.differentiation);

  await next("データと根拠");
  await journey.paste(text("足りないデータ"), prepared.missing_data);

  await next("権利と公表");
  await tick("権利状況", "未出願");

  await next("連携と連絡先");
  await tick("希望する連携", "共同研究");

  await next("確認と提出");
  await expect(main.getByText("必須項目はすべて入力されています")).toBeVisible();
  for (const statement of [
    "発明者の全員が",
    "所属機関が",
    "第三者から",
    "患者さん個人の",
    "公表にあたるおそれの",
  ])
    await journey.click(main.getByRole("checkbox", { name: new RegExp(`^${statement}`) }));
  await journey.click(main.getByRole("button", { name: "提出する" }));
}
