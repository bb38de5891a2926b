//! Seeds and needs in words of their own theme. Fields of each tier hold a word that stands nowhere else, so that a
//! test can say how far a text has come.

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
    /// What it is about in biology
    pub science_ja: &'static str,
    pub science_en: &'static str,
}

/// Themes, each of another disease area.
pub const ARTHRITIS: Theme = Theme {
    area: "rare_intractable",
    disease_ja: "関節リウマチ",
    disease_en: "rheumatoid arthritis",
    gap_ja: "滑膜の炎症が既存の生物学的製剤では治まらない患者",
    gap_en: "patients whose synovial inflammation resists existing biologics",
    science_ja: "滑膜の炎症を強めるサイトカインとその受容体",
    science_en: "cytokines and their receptors that drive synovial inflammation",
};
pub const LUNG_CANCER: Theme = Theme {
    area: "cancer",
    disease_ja: "非小細胞肺がん",
    disease_en: "non-small cell lung cancer",
    gap_ja: "免疫チェックポイント阻害薬に抵抗する腫瘍の患者",
    gap_en: "patients whose tumours resist immune checkpoint inhibitors",
    science_ja: "腫瘍微小環境における制御性T細胞と血管新生",
    science_en: "regulatory T cells and angiogenesis in the tumour microenvironment",
};
pub const TUBERCULOSIS: Theme = Theme {
    area: "infection",
    disease_ja: "多剤耐性結核",
    disease_en: "multidrug-resistant tuberculosis",
    gap_ja: "長い治療期間に耐えられない感染症の患者",
    gap_en: "patients who cannot bear the long treatment",
    science_ja: "薬剤耐性菌に対するマクロファージの炎症とサイトカイン",
    science_en: "macrophages, inflammation and cytokines against resistant bacteria",
};
pub const HEART_FAILURE: Theme = Theme {
    area: "lifestyle",
    disease_ja: "心不全",
    disease_en: "heart failure",
    gap_ja: "心筋の線維化が進み標準治療で改善しない患者",
    gap_en: "patients with progressing myocardial fibrosis",
    science_ja: "心筋の線維化と炎症を進めるサイトカイン",
    science_en: "cytokines that drive myocardial fibrosis and inflammation",
};
pub const DEPRESSION: Theme = Theme {
    area: "neuro_psychiatric",
    disease_ja: "うつ病",
    disease_en: "depression",
    gap_ja: "抗うつ薬に反応しない患者",
    gap_en: "patients who do not respond to antidepressants",
    science_ja: "ミクログリアの炎症とサイトカイン",
    science_en: "microglia, inflammation and cytokines",
};
pub const ALZHEIMER: Theme = Theme {
    area: "geriatrics_dementia",
    disease_ja: "アルツハイマー病",
    disease_en: "Alzheimer's disease",
    gap_ja: "認知症の進行を止められない患者",
    gap_en: "dementia patients whose decline cannot be stopped",
    science_ja: "アミロイドとタウの蓄積、ミクログリアの炎症、老化による神経変性疾患と認知症",
    science_en: "amyloid and tau deposits, microglia, inflammation, ageing, neurodegenerative disease and dementia",
};

/// A word in fields that members see.
pub const MEMBERS: &str = "zqmembers";
/// The same of needs.
pub const NEED: &str = "zqneed";
/// A word in fields of needs that members do not see.
pub const NEED_ABOVE: &str = "zqabove";
/// A word in fields that need an accepted introduction.
pub const APPROVED: &str = "zqapproved";
/// A word in fields that need a signed CDA.
pub const CDA: &str = "zqcda";
/// A word in fields that only the owner's side sees.
pub const OWNER: &str = "zqowner";

/// A complete seed, in Japanese only. `mark` is a word of its title by which it can be searched.
pub fn seed(theme: Theme, mark: &str) -> Value {
    let Theme {
        area,
        disease_ja: disease,
        gap_ja: gap,
        science_ja: science,
        ..
    } = theme;
    json!({
        "title": {"ja": format!("{disease}に対する抗体医薬シーズ {MEMBERS} {mark}")},
        "summary": {"ja": format!("{disease}の{science}に働く抗体 {MEMBERS}")},
        "disease_areas": [area],
        "icd10_chapters": ["icd10_13"],
        "indication": {"ja": format!("{disease} {MEMBERS}")},
        "modalities": ["antibody"],
        "stage_min": "target_validation",
        "stage_max": "lead_optimisation",
        "research_nature": "product_development",
        "approval_class": "drug",
        "target_class": "cytokine_growth_factor",
        "administration_route": "subcutaneous",
        "unmet_need": {"ja": format!("{gap}が残る。 {MEMBERS}")},
        "problem": {"ja": format!("{disease}では{gap}が多い。 {MEMBERS}")},
        "mechanism": {"ja": format!("抗体が{science}を抑える。 {MEMBERS}")},
        "competitors": [MEMBERS],
        "differentiation": {"ja": format!("{disease}の{science}への選択性が高い。 {MEMBERS}")},
        "missing_data": {"ja": format!("霊長類での安全性。 {MEMBERS}")},
        "next_experiment": {"ja": format!("反復投与試験。 {MEMBERS}")},
        "further_indications": {"ja": format!("近縁の疾患 {MEMBERS}")},
        "ip_status": "unfiled",
        "collaboration_sought": ["joint_research", "licence_exclusive"],
        "target": APPROVED,
        "quantitative_results": {"ja": APPROVED},
        "evidence": [{"system": "animal", "result": {"ja": APPROVED}, "replication": "own_site"}],
        "materials": {"ja": APPROVED},
        "risks": {"ja": APPROVED},
        "researcher": {"name": {"ja": APPROVED}},
        "tlo_contact": APPROVED,
        "data_package": {"ja": CDA},
        "planned_filing_date": "2031-03-31",
        "application_numbers": [OWNER],
        "co_owners": [{"name": OWNER, "consented": true}],
        "encumbrances": OWNER,
        "disclosures": [{"kind": "poster", "date": "2026-01-31", "state": "past", "note": OWNER}],
        "prior_art_notes": OWNER,
        "internal_notes": OWNER,
    })
}

/// A complete standing need, in Japanese only.
pub fn need(theme: Theme, mark: &str) -> Value {
    let Theme {
        area,
        disease_ja: disease,
        gap_ja: gap,
        science_ja: science,
        ..
    } = theme;
    json!({
        "title": {"ja": format!("{disease}の新しい抗体医薬を求む {NEED} {mark}")},
        "disease_areas": [area],
        "icd10_chapters": ["icd10_13"],
        "modalities_wanted": ["antibody"],
        "modalities_excluded": ["vaccine"],
        "stage_min": "target_identification",
        "stage_max": "preclinical",
        "target_class": "cytokine_growth_factor",
        "problem": {"ja": format!("{disease}では{gap}が多い。{science}に働く抗体が望まれる。 {NEED}")},
        "must_have": {"ja": format!("{disease}の動物モデルで{science}への作用。 {NEED}")},
        "nice_to_have": {"ja": format!("患者検体のデータ。 {NEED}")},
        "out_of_scope": {"ja": format!("ワクチン。 {NEED}")},
        "evidence_expected": {"ja": format!("再現された動物試験。 {NEED}")},
        "unfiled_acceptable": true,
        "exclusivity": "preferred",
        "partnership_types": ["joint_research", "licence_exclusive"],
        "offers": {"ja": format!("研究費と分析。 {NEED}")},
        "territory": NEED,
        "response_days": 14,
        "target": NEED_ABOVE,
        "budget_band": NEED_ABOVE,
        "internal_code": NEED_ABOVE,
        "reviewers": [NEED_ABOVE],
    })
}

/// The same need as a company writes it that works in English only.
pub fn english_need(theme: Theme, mark: &str) -> Value {
    let Theme {
        disease_en: disease,
        gap_en: gap,
        science_en: science,
        ..
    } = theme;
    let mut need = need(theme, mark);
    let texts = json!({
        "title": {"en": format!("Wanted: antibodies for {disease} {NEED} {mark}")},
        "problem": {"en": format!("In {disease}, there are many {gap}. An antibody that acts on {science} is wanted. {NEED}")},
        "must_have": {"en": format!("Action on {science} in an animal model of {disease}. {NEED}")},
        "nice_to_have": {"en": format!("Data from patient samples. {NEED}")},
        "out_of_scope": {"en": format!("Vaccines. {NEED}")},
        "evidence_expected": {"en": format!("A replicated animal study. {NEED}")},
        "offers": {"en": format!("Funding and assays. {NEED}")},
    });
    for (name, text) in texts.as_object().unwrap() {
        need[name] = text.clone();
    }
    need
}
