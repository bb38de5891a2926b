//! The seed: every field with its floor tier and rule.

use crate::domain::listing::composite::{CoOwner, Evidence, InventionDisclosure, Researcher};
use crate::domain::listing::content::{check_stages, listing_content};
use crate::domain::listing::field::Rule;
use crate::domain::text::Bilingual;
use crate::domain::vocabulary::Code;
use chrono::NaiveDate;

listing_content! {
    /// The content of a seed, as its owner writes it. It has no `Debug` and no `Serialize`: only a view leaves the house.
    content SeedContent;
    /// What one audience may see of a seed; a field that is absent is empty or not for them.
    view SeedView;

    fields {
        /// Non-enabling title
        title: Bilingual = Members, Rule::up_to(80).required();
        /// Non-enabling one-line summary
        summary: Bilingual = Members, Rule::up_to(120).required();
        /// AMED disease areas
        disease_areas: Vec<Code> = Members, Rule::codes("disease_areas", 7).required();
        /// ICD-10 chapters
        icd10_chapters: Vec<Code> = Members, Rule::codes("icd10", 22).required();
        /// Indication in free words
        indication: Bilingual = Members, Rule::up_to(200).required();
        /// Modalities
        modalities: Vec<Code> = Members, Rule::codes("modalities", 10).required();
        /// First stage of the range
        stage_min: Code = Members, Rule::codes("stages", 1).required();
        /// Last stage of the range
        stage_max: Code = Members, Rule::codes("stages", 1).required();
        /// Nature of research (研究の性格)
        research_nature: Code = Members, Rule::codes("research_natures", 1).required();
        /// Approval class
        approval_class: Code = Members, Rule::codes("approval_classes", 1).required();
        /// Target class: the coarse half of the pair with `target`
        target_class: Code = Members, Rule::codes("target_classes", 1).required();
        /// Route of administration
        administration_route: Code = Members, Rule::codes("administration_routes", 1).required();
        /// Unmet need and patients
        unmet_need: Bilingual = Members, Rule::up_to(1_000).required();
        /// Problem and standard of care
        problem: Bilingual = Members, Rule::up_to(1_000).required();
        /// Mechanism in one non-enabling paragraph
        mechanism: Bilingual = Members, Rule::up_to(800).required();
        /// Competitors by name
        competitors: Vec<String> = Members, Rule::up_to(20).required();
        /// Differentiation against them
        differentiation: Bilingual = Members, Rule::up_to(1_000).required();
        /// Data still missing
        missing_data: Bilingual = Members, Rule::up_to(800).required();
        /// Next experiment
        next_experiment: Bilingual = Members, Rule::up_to(800);
        /// Possible further indications
        further_indications: Bilingual = Members, Rule::up_to(500);
        /// IP status (権利状況)
        ip_status: Code = Members, Rule::codes("ip_statuses", 1).required();
        /// Collaboration sought (希望する連携)
        collaboration_sought: Vec<Code> = Members, Rule::codes("collaborations", 11).required();
        /// Exact target
        target: String = Approved, Rule::up_to(200);
        /// Quantitative results
        quantitative_results: Bilingual = Approved, Rule::up_to(2_000);
        /// Evidence grid: system, result, replicated by whom
        evidence: Vec<Evidence> = Approved, Rule::up_to(30);
        /// Materials available
        materials: Bilingual = Approved, Rule::up_to(1_000);
        /// Risks and negative data
        risks: Bilingual = Approved, Rule::up_to(1_000);
        /// The researcher
        researcher: Researcher = Approved, Rule::up_to(1);
        /// Contact at the technology licensing office
        tlo_contact: String = Approved, Rule::up_to(200);
        /// Detailed data package
        data_package: Bilingual = Cda, Rule::up_to(20_000);
        /// Planned filing date
        planned_filing_date: NaiveDate = Owner, Rule::up_to(1);
        /// Application numbers
        application_numbers: Vec<String> = Owner, Rule::up_to(50);
        /// Co-owners and their consents
        co_owners: Vec<CoOwner> = Owner, Rule::up_to(30);
        /// Encumbrances
        encumbrances: String = Owner, Rule::up_to(1_000);
        /// Past and planned disclosures
        disclosures: Vec<InventionDisclosure> = Owner, Rule::up_to(100);
        /// Prior-art notes
        prior_art_notes: String = Owner, Rule::up_to(4_000);
        /// Internal notes
        internal_notes: String = Owner, Rule::up_to(4_000);
    }

    also |content, vocabularies, faults| {
        faults.extend(check_stages(content.stage_min.as_ref(), content.stage_max.as_ref(), vocabularies));
    }
}
