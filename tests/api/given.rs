//! Listings as they stand after publication, put straight into the store: for tests whose subject comes later.
//!
//! The content given is laid over a complete, valid default; `null` takes a field out.

use crate::helpers::{Actor, TestApp};
use chrono::TimeDelta;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::{GrantId, ListingId, OrganisationId, VersionId};
use enishi::domain::listing::content::{Content, TierRules};
use enishi::domain::listing::need::NeedContent;
use enishi::domain::listing::reference::new_reference;
use enishi::domain::listing::seed::SeedContent;
use enishi::domain::listing::state::ListingState;
use enishi::domain::listing::{Listing, ListingKind, NeedVisibility};
use enishi::domain::review::Attestations;
use enishi::domain::task::TaskKind;
use enishi::domain::tier::Tier;
use enishi::store::db::{Reads, Writes};
use enishi::store::drafts::{self, Draft};
use enishi::store::versions::{self, Version};
use enishi::store::{grants, listings, tasks};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A university's researcher, scouts of two companies, a liaison.
pub struct World<'a> {
    pub researcher: Actor<'a>,
    pub company: Actor<'a>,
    pub rival: Actor<'a>,
    pub liaison: Actor<'a>,
}

/// Each of them at an organisation of their own.
pub fn world(app: &TestApp) -> World<'_> {
    let university = app.organisation("uni", OrganisationKind::University);
    let pharma = app.organisation("pharma", OrganisationKind::Pharma);
    let rival = app.organisation("rival", OrganisationKind::Pharma);
    let office = app.organisation("office", OrganisationKind::LiaisonOffice);
    World {
        researcher: app.member("tanaka", Role::Researcher, university),
        company: app.member("suzuki", Role::Company, pharma),
        rival: app.member("kato", Role::Company, rival),
        liaison: app.member("mori", Role::Liaison, office),
    }
}

/// A seed with every field filled. Each field above Members holds a word that stands nowhere else: `CANARY-<field>`.
pub fn seed_content() -> Value {
    json!({
        "title": {"ja": "関節リウマチに対する新規抗体医薬シーズ", "en": "A new antibody seed for rheumatoid arthritis"},
        "summary": {"ja": "炎症性サイトカインの受容体に働く抗体", "en": "An antibody acting on an inflammatory cytokine receptor"},
        "disease_areas": ["rare_intractable"],
        "icd10_chapters": ["icd10_13"],
        "indication": {"ja": "関節リウマチ", "en": "Rheumatoid arthritis"},
        "modalities": ["antibody"],
        "stage_min": "target_validation",
        "stage_max": "lead_optimisation",
        "research_nature": "product_development",
        "approval_class": "drug",
        "target_class": "cytokine_growth_factor",
        "administration_route": "subcutaneous",
        "unmet_need": {"ja": "既存の生物学的製剤で寛解に至らない患者が残る。", "en": "Many patients do not reach remission."},
        "problem": {"ja": "標準治療に抵抗する症例がある。", "en": "Some cases resist the standard of care."},
        "mechanism": {"ja": "受容体への結合を選択的に妨げる。", "en": "It selectively blocks binding to the receptor."},
        "competitors": ["tocilizumab", "sarilumab"],
        "differentiation": {"ja": "組織選択性が高い。", "en": "Higher tissue selectivity."},
        "missing_data": {"ja": "霊長類での安全性。", "en": "Safety in primates."},
        "next_experiment": {"ja": "反復投与試験。", "en": "A repeated-dose study."},
        "further_indications": {"ja": "巨細胞性動脈炎", "en": "Giant cell arteritis"},
        "ip_status": "unfiled",
        "collaboration_sought": ["joint_research", "licence_exclusive"],
        "target": "CANARY-target",
        "quantitative_results": {"ja": "CANARY-quantitative_results"},
        "evidence": [{"system": "animal", "result": {"ja": "CANARY-evidence"}, "replication": "own_site"}],
        "materials": {"ja": "CANARY-materials"},
        "risks": {"ja": "CANARY-risks"},
        "researcher": {"name": {"ja": "CANARY-researcher"}},
        "tlo_contact": "CANARY-tlo_contact",
        "data_package": {"ja": "CANARY-data_package"},
        "planned_filing_date": "2027-03-31",
        "application_numbers": ["CANARY-application_numbers"],
        "co_owners": [{"name": "CANARY-co_owners", "consented": true}],
        "encumbrances": "CANARY-encumbrances",
        "disclosures": [{"kind": "poster", "date": "2026-01-31", "state": "past", "note": "CANARY-disclosures"}],
        "prior_art_notes": "CANARY-prior_art_notes",
        "internal_notes": "CANARY-internal_notes",
    })
}

/// A need with every field filled; fields above Members hold `CANARY-<field>`.
pub fn need_content() -> Value {
    json!({
        "title": {"ja": "自己免疫疾患の新規抗体を求む", "en": "Wanted: new antibodies for autoimmune disease"},
        "disease_areas": ["rare_intractable"],
        "icd10_chapters": ["icd10_13"],
        "modalities_wanted": ["antibody"],
        "modalities_excluded": ["vaccine"],
        "stage_min": "target_identification",
        "stage_max": "preclinical",
        "target_class": "cytokine_growth_factor",
        "problem": {"ja": "関節リウマチで既存薬に抵抗する患者。", "en": "Rheumatoid arthritis that resists existing drugs."},
        "must_have": {"ja": "動物での薬効。", "en": "Efficacy in animals."},
        "nice_to_have": {"ja": "患者検体のデータ。", "en": "Data from patient samples."},
        "out_of_scope": {"ja": "ワクチン。", "en": "Vaccines."},
        "evidence_expected": {"ja": "再現された動物試験。", "en": "A replicated animal study."},
        "unfiled_acceptable": true,
        "exclusivity": "preferred",
        "partnership_types": ["joint_research", "licence_exclusive"],
        "offers": {"ja": "研究費と分析。", "en": "Funding and assays."},
        "territory": "worldwide",
        "response_days": 14,
        "target": "CANARY-target",
        "budget_band": "CANARY-budget_band",
        "internal_code": "CANARY-internal_code",
        "reviewers": ["CANARY-reviewers"],
    })
}

/// Everything that a submission states.
pub fn attested() -> Value {
    json!({
        "inventors_agree": true,
        "institution_agrees": true,
        "no_third_party_secret": true,
        "no_patient_data": true,
        "linter_checked": true,
    })
}

/// A seed about something else, to lay over the first one: tuberculosis and a small molecule.
pub fn tuberculosis() -> Value {
    json!({
        "title": {"ja": "結核菌に対する低分子阻害剤", "en": "A small molecule against tuberculosis"},
        "summary": {"ja": "薬剤耐性結核を狙う", "en": "For drug resistant tuberculosis"},
        "indication": {"ja": "結核", "en": "tuberculosis"},
        "disease_areas": ["infection"], "modalities": ["small_molecule"],
        "mechanism": {"ja": "菌体の代謝を止める。", "en": "It stops the metabolism of the bacillus."}
    })
}

/// Content laid over a base; `null` takes a field out.
pub fn over(base: Value, content: Value) -> Value {
    let (Value::Object(mut all), Value::Object(given)) = (base, content) else {
        panic!("content is a JSON object");
    };
    for (name, value) in given {
        if value.is_null() {
            all.remove(&name);
        } else {
            all.insert(name, value);
        }
    }
    Value::Object(all)
}

/// A published seed of an owner, with a liaison in charge.
pub fn published_seed(app: &TestApp, owner: &Actor<'_>, liaison: &Actor<'_>, content: Value) -> ListingId {
    tightened_seed(app, owner, liaison, content, &BTreeMap::new())
}

/// A published seed some fields of which its owner tightened.
pub fn tightened_seed(
    app: &TestApp,
    owner: &Actor<'_>,
    liaison: &Actor<'_>,
    content: Value,
    overrides: &BTreeMap<String, Tier>,
) -> ListingId {
    let seed: SeedContent = serde_json::from_value(over(seed_content(), content)).unwrap();
    published(app, owner, liaison, ListingKind::Seed, None, &seed, overrides)
}

/// Team and liaison both make a seed public.
pub fn make_public(owner: &Actor<'_>, liaison: &Actor<'_>, id: ListingId) {
    let path = format!("/listings/{id}/public");
    let held = owner.get(&path).expect(200).tag();
    let asked = owner.put(&path, &held, json!({"wanted": true})).expect(200);
    let agreed = liaison.put(&format!("{path}/agreement"), &asked.tag(), json!({"agreed": true}));
    assert_eq!(agreed.expect(200).json()["in_force"], true);
}

/// A published need of an owner, with a liaison in charge.
pub fn published_need(
    app: &TestApp,
    owner: &Actor<'_>,
    liaison: &Actor<'_>,
    content: Value,
    visibility: NeedVisibility,
) -> ListingId {
    let need: NeedContent = serde_json::from_value(over(need_content(), content)).unwrap();
    let overrides = BTreeMap::new();
    published(
        app,
        owner,
        liaison,
        ListingKind::Need,
        Some(visibility),
        &need,
        &overrides,
    )
}

/// A tier of a listing, granted to an organisation without an end.
pub fn grant(app: &TestApp, listing: ListingId, organisation: OrganisationId, tier: Tier) {
    app.arrange(|tx| {
        let grant = grants::Grant {
            id: GrantId::from_uuid(tx.new_uuid()),
            listing,
            organisation,
            tier,
            introduction: None,
            valid_from: tx.now(),
            valid_until: None,
        };
        grants::open(tx, &grant).unwrap();
    });
}

fn published(
    app: &TestApp,
    owner: &Actor<'_>,
    liaison: &Actor<'_>,
    kind: ListingKind,
    visibility: Option<NeedVisibility>,
    content: &impl Content,
    overrides: &BTreeMap<String, Tier>,
) -> ListingId {
    let minimum = match visibility {
        Some(NeedVisibility::Blind) => Tier::Owner,
        _ => Tier::Public,
    };
    let rules = TierRules {
        minimum,
        overrides: overrides.clone(),
    };
    let parts = content.split(&rules);
    let whole = content.split(&TierRules {
        minimum: Tier::Owner,
        overrides: BTreeMap::new(),
    });
    let whole = whole.into_values().next().unwrap_or_else(|| "{}".into());
    let (owner_id, organisation, liaison_id) = (owner.member, owner.organisation, liaison.member);
    app.arrange(|tx| {
        let (id, version_id) = (ListingId::from_uuid(tx.new_uuid()), VersionId::from_uuid(tx.new_uuid()));
        let now = tx.now();
        let listing = Listing {
            id,
            kind,
            reference: new_reference(kind, tx.entropy()),
            organisation,
            owner: owner_id,
            liaison: Some(liaison_id),
            state: ListingState::Published,
            successor: None,
            visibility,
            published: Some(version_id),
            submitted: Some(version_id),
            valid_until: Some(now + TimeDelta::days(365)),
            state_since: now,
            version: 1,
            created_at: now,
        };
        listings::insert(tx, &listing).unwrap();
        let draft = Draft {
            content: whole.clone(),
            tier_overrides: overrides.clone(),
            visibility,
            version: 1,
            updated_at: now,
        };
        drafts::insert(tx, id, &draft).unwrap();
        let version = Version {
            id: version_id,
            listing: id,
            number: 1,
            visibility,
            tier_overrides: overrides.clone(),
            attestations: Attestations {
                inventors_agree: true,
                institution_agrees: true,
                no_third_party_secret: true,
                no_patient_data: true,
                linter_checked: true,
            },
            submitted_by: owner_id,
            submitted_at: now,
            published_at: Some(now),
            members_since: Some(now),
            valid_until: None,
        };
        versions::insert(tx, &version, &parts).unwrap();
        tasks::enqueue(tx, TaskKind::MatchListing, &json!({ "listing": id })).unwrap();
        if visibility == Some(NeedVisibility::Blind) {
            tx.reindex_full(id);
        } else {
            tx.reindex(id);
        }
        id
    })
}
