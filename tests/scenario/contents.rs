//! Seeds and needs in words of their own theme. Every field holds a word that stands nowhere else, so that a test can say where
//! a text has come to.

use serde_json::{Value, json};

/// What a seed and the needs that it should meet are about.
#[derive(Clone, Copy)]
pub struct Theme {
    /// Code of the disease area, which keeps themes apart
    pub area: &'static str,
    /// The disease
    pub disease_ja: &'static str,
    pub disease_en: &'static str,
    /// What is still missing in its treatment
    pub gap_ja: &'static str,
    pub gap_en: &'static str,
}

/// Themes, each of another disease area.
pub const ARTHRITIS: Theme = Theme {
    area: "rare_intractable",
    disease_ja: "関節リウマチ",
    disease_en: "rheumatoid arthritis",
    gap_ja: "滑膜の炎症が既存の生物学的製剤では治まらない患者",
    gap_en: "patients whose synovial inflammation resists existing biologics",
};
pub const LUNG_CANCER: Theme = Theme {
    area: "cancer",
    disease_ja: "非小細胞肺がん",
    disease_en: "non-small cell lung cancer",
    gap_ja: "免疫チェックポイント阻害薬に抵抗する腫瘍の患者",
    gap_en: "patients whose tumours resist immune checkpoint inhibitors",
};
pub const TUBERCULOSIS: Theme = Theme {
    area: "infection",
    disease_ja: "多剤耐性結核",
    disease_en: "multidrug-resistant tuberculosis",
    gap_ja: "長い治療期間に耐えられない感染症の患者",
    gap_en: "patients who cannot bear the long treatment",
};
pub const HEART_FAILURE: Theme = Theme {
    area: "lifestyle",
    disease_ja: "心不全",
    disease_en: "heart failure",
    gap_ja: "心筋の線維化が進み標準治療で改善しない患者",
    gap_en: "patients with progressing myocardial fibrosis",
};
pub const DEPRESSION: Theme = Theme {
    area: "neuro_psychiatric",
    disease_ja: "うつ病",
    disease_en: "depression",
    gap_ja: "抗うつ薬に反応しない患者",
    gap_en: "patients who do not respond to antidepressants",
};
pub const ALZHEIMER: Theme = Theme {
    area: "geriatrics_dementia",
    disease_ja: "アルツハイマー病",
    disease_en: "Alzheimer's disease",
    gap_ja: "認知症の進行を止められない患者",
    gap_en: "dementia patients whose decline cannot be stopped",
};

/// Words of fields that members see.
pub const MEMBERS: &str = "zqmem";
/// Words of fields that need an accepted introduction.
pub const APPROVED: &str = "zqapp";
/// Words of fields that need a signed CDA.
pub const CDA: &str = "zqcda";
/// Words of fields that only the owner's side sees.
pub const OWNER: &str = "zqown";

/// Whether a text holds a word of these.
pub fn holds(text: &str, words: &str) -> bool {
    text.contains(words)
}

/// A complete seed, in Japanese only. `mark` is a word of its title by which it can be searched.
pub fn seed(theme: Theme, mark: &str) -> Value {
    let Theme {
        area,
        disease_ja: disease,
        gap_ja: gap,
        ..
    } = theme;
    json!({
        "title": {"ja": format!("{disease}に対する抗体医薬シーズ {MEMBERS}title {mark}")},
        "summary": {"ja": format!("{disease}の炎症を抑える抗体 {MEMBERS}summary")},
        "disease_areas": [area],
        "icd10_chapters": ["icd10_13"],
        "indication": {"ja": format!("{disease} {MEMBERS}indication")},
        "modalities": ["antibody"],
        "stage_min": "target_validation",
        "stage_max": "lead_optimisation",
        "research_nature": "product_development",
        "approval_class": "drug",
        "target_class": "cytokine_growth_factor",
        "administration_route": "subcutaneous",
        "unmet_need": {"ja": format!("{gap}が残る。 {MEMBERS}unmet")},
        "problem": {"ja": format!("{disease}では{gap}が多い。 {MEMBERS}problem")},
        "mechanism": {"ja": format!("抗体が受容体への結合を妨げる。 {MEMBERS}mechanism")},
        "competitors": [format!("{MEMBERS}competitor")],
        "differentiation": {"ja": format!("組織選択性が高い。 {MEMBERS}difference")},
        "missing_data": {"ja": format!("霊長類での安全性。 {MEMBERS}missing")},
        "next_experiment": {"ja": format!("反復投与試験。 {MEMBERS}next")},
        "further_indications": {"ja": format!("近縁の疾患 {MEMBERS}further")},
        "ip_status": "unfiled",
        "collaboration_sought": ["joint_research", "licence_exclusive"],
        "target": format!("{APPROVED}target"),
        "quantitative_results": {"ja": format!("{APPROVED}results")},
        "evidence": [{"system": "animal", "result": {"ja": format!("{APPROVED}evidence")}, "replication": "own_site"}],
        "materials": {"ja": format!("{APPROVED}materials")},
        "risks": {"ja": format!("{APPROVED}risks")},
        "researcher": {"name": {"ja": format!("{APPROVED}researcher")}},
        "tlo_contact": format!("{APPROVED}contact"),
        "data_package": {"ja": format!("{CDA}package")},
        "planned_filing_date": "2031-03-31",
        "application_numbers": [format!("{OWNER}application")],
        "co_owners": [{"name": format!("{OWNER}co"), "consented": true}],
        "encumbrances": format!("{OWNER}encumbrance"),
        "disclosures": [{"kind": "poster", "date": "2026-01-31", "state": "past", "note": format!("{OWNER}poster")}],
        "prior_art_notes": format!("{OWNER}prior"),
        "internal_notes": format!("{OWNER}internal"),
    })
}

/// A complete standing need, in Japanese only.
pub fn need(theme: Theme, mark: &str) -> Value {
    let Theme {
        area,
        disease_ja: disease,
        gap_ja: gap,
        ..
    } = theme;
    json!({
        "title": {"ja": format!("{disease}の新しい抗体医薬を求む {MEMBERS}title {mark}")},
        "disease_areas": [area],
        "icd10_chapters": ["icd10_13"],
        "modalities_wanted": ["antibody"],
        "modalities_excluded": ["vaccine"],
        "stage_min": "target_identification",
        "stage_max": "preclinical",
        "target_class": "cytokine_growth_factor",
        "problem": {"ja": format!("{disease}では{gap}が多い。炎症を抑える抗体が望まれる。 {MEMBERS}problem")},
        "must_have": {"ja": format!("受容体への結合と動物での薬効。 {MEMBERS}must")},
        "nice_to_have": {"ja": format!("患者検体のデータ。 {MEMBERS}nice")},
        "out_of_scope": {"ja": format!("ワクチン。 {MEMBERS}scope")},
        "evidence_expected": {"ja": format!("再現された動物試験。 {MEMBERS}expected")},
        "unfiled_acceptable": true,
        "exclusivity": "preferred",
        "partnership_types": ["joint_research", "licence_exclusive"],
        "offers": {"ja": format!("研究費と分析。 {MEMBERS}offer")},
        "territory": format!("{MEMBERS}territory"),
        "response_days": 14,
        "target": format!("{APPROVED}target"),
        "budget_band": format!("{OWNER}budget"),
        "internal_code": format!("{OWNER}code"),
        "reviewers": [format!("{OWNER}reviewer")],
    })
}

/// The same need as a company writes it that works in English only.
pub fn english_need(theme: Theme, mark: &str) -> Value {
    let Theme {
        disease_en: disease,
        gap_en: gap,
        ..
    } = theme;
    let mut need = need(theme, mark);
    let texts = json!({
        "title": {"en": format!("Wanted: antibodies for {disease} {MEMBERS}title {mark}")},
        "problem": {"en": format!("In {disease}, there are many {gap}. An antibody against the inflammation is wanted. {MEMBERS}problem")},
        "must_have": {"en": format!("Receptor binding and efficacy in animals. {MEMBERS}must")},
        "nice_to_have": {"en": format!("Data from patient samples. {MEMBERS}nice")},
        "out_of_scope": {"en": format!("Vaccines. {MEMBERS}scope")},
        "evidence_expected": {"en": format!("A replicated animal study. {MEMBERS}expected")},
        "offers": {"en": format!("Funding and assays. {MEMBERS}offer")},
    });
    for (name, text) in texts.as_object().unwrap() {
        need[name] = text.clone();
    }
    need
}
