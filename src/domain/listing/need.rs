//! The need: every field with its floor tier and rule. All of a blind need is Owner tier (`TierRules::minimum`).

use crate::domain::listing::content::{check_stages, listing_content};
use crate::domain::listing::field::Rule;
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::Bilingual;
use crate::domain::vocabulary::Code;
use chrono::NaiveDate;

listing_content! {
    /// The content of a need, as its company writes it. It has no `Debug` and no `Serialize`: only a view leaves the house.
    content NeedContent;
    /// What one audience may see of a need; a field that is absent is empty or not for them.
    view NeedView;

    fields {
        /// Title
        title: Bilingual = Members, Rule::up_to(80).required();
        /// Disease areas
        disease_areas: Vec<Code> = Members, Rule::codes("disease_areas", 7).required();
        /// ICD-10 chapters
        icd10_chapters: Vec<Code> = Members, Rule::codes("icd10", 22);
        /// Modalities wanted; empty means any
        modalities_wanted: Vec<Code> = Members, Rule::codes("modalities", 23);
        /// Modalities excluded
        modalities_excluded: Vec<Code> = Members, Rule::codes("modalities", 23);
        /// First acceptable stage
        stage_min: Code = Members, Rule::codes("stages", 1).required();
        /// Last acceptable stage
        stage_max: Code = Members, Rule::codes("stages", 1).required();
        /// Target class: the coarse half of the pair with `target`
        target_class: Code = Members, Rule::codes("target_classes", 1);
        /// Problem statement
        problem: Bilingual = Members, Rule::up_to(1_500).required();
        /// Must have
        must_have: Bilingual = Members, Rule::up_to(1_000).required();
        /// Nice to have
        nice_to_have: Bilingual = Members, Rule::up_to(1_000);
        /// Out of scope
        out_of_scope: Bilingual = Members, Rule::up_to(1_000);
        /// Evidence expected at entry
        evidence_expected: Bilingual = Members, Rule::up_to(1_000);
        /// Whether an unfiled seed is acceptable
        unfiled_acceptable: bool = Members, Rule::up_to(1).required();
        /// Whether exclusivity is expected
        exclusivity: Code = Members, Rule::codes("exclusivities", 1);
        /// Partnership types offered
        partnership_types: Vec<Code> = Members, Rule::codes("collaborations", 11).required();
        /// What the company offers
        offers: Bilingual = Members, Rule::up_to(1_000);
        /// Territory
        territory: String = Members, Rule::up_to(200);
        /// Deadline; none means standing
        deadline: NaiveDate = Members, Rule::up_to(1);
        /// Answer promised within so many days
        response_days: u16 = Members, Rule::up_to(90).required();
        /// Exact target
        target: String = Approved, Rule::up_to(200);
        /// Budget band
        budget_band: String = Owner, Rule::up_to(100);
        /// Internal code
        internal_code: String = Owner, Rule::up_to(100);
        /// Reviewers
        reviewers: Vec<String> = Owner, Rule::up_to(30);
    }

    also |content, vocabularies, faults| {
        faults.extend(check_stages(content.stage_min.as_ref(), content.stage_max.as_ref(), vocabularies));
        let wanted = content.modalities_wanted.iter().flatten();
        let excluded = content.modalities_excluded.as_deref().unwrap_or_default();
        if wanted.into_iter().any(|code| excluded.contains(code)) {
            faults.push(FieldFault::new("content.modalities_excluded", Fault::Contradiction));
        }
    }
}
