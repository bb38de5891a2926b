//! The demo consortium as its data files hold it (`config/demo`).

use crate::app::{DataFiles, data_file};
use crate::domain::account::{MemberState, OrganisationKind, Role};
use crate::domain::announcement::AnnouncementKind;
use crate::domain::listing::NeedVisibility;
use crate::domain::listing::need::NeedContent;
use crate::domain::listing::seed::SeedContent;
use crate::domain::listing::state::ListingState;
use crate::domain::text::{Bilingual, Locale};
use crate::domain::tier::Tier;
use crate::mail::kind::Cadence;
use crate::services::error::{Error, Outcome};
use crate::services::search::Question;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// An organisation.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationFile {
    /// Name within the files
    pub key: String,
    /// What it is
    pub kind: OrganisationKind,
    /// Name
    pub name: Bilingual,
    /// Domains of its members' addresses
    pub email_domains: Vec<String>,
    /// Publication needs a second liaison
    pub four_eyes: bool,
    /// Listings pass a reviewer of the institution first
    pub institution_review: bool,
    /// Key of the liaison in charge
    pub liaison: Option<String>,
}

/// A member.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberFile {
    /// Name within the files
    pub key: String,
    /// Key of the organisation
    pub organisation: String,
    /// What the person does
    pub role: Role,
    /// Name
    pub name: Bilingual,
    /// Address
    pub email: String,
    /// Language
    pub locale: Locale,
    /// ORCID iD
    pub orcid: Option<String>,
    /// Whether the person has access
    pub state: MemberState,
    /// Reviews listings for the institution
    #[serde(default)]
    pub institution_reviewer: bool,
    /// Is named to people who try the demonstration
    #[serde(default)]
    pub demo_login: bool,
}

/// A pending application.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationFile {
    /// Name within the files
    pub key: String,
    /// Name of the person
    pub name: Bilingual,
    /// Address
    pub email: String,
    /// Key of the organisation
    pub organisation: Option<String>,
    /// Or one that would join
    pub new_organisation: Option<NewOrganisationFile>,
    /// What the person would do
    pub role: Role,
    /// Why
    pub motivation: Bilingual,
    /// Key of the secretariat member who approved already
    pub vetted_by: Option<String>,
}

/// An organisation that would join with an applicant.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewOrganisationFile {
    /// Name
    pub name: Bilingual,
    /// What it is
    pub kind: OrganisationKind,
    /// Domains of its members' addresses
    pub email_domains: Vec<String>,
}

/// A liaison's remark on a field.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentFile {
    /// Field
    pub field: String,
    /// Remark
    pub body: String,
}

/// An announcement of the secretariat.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnouncementFile {
    /// Key of the secretariat member who made it
    pub by: String,
    /// What it is about
    pub kind: AnnouncementKind,
    /// Title
    pub title: Bilingual,
    /// Text
    pub body: Bilingual,
    /// For how many days it has been shown
    pub shown_days_ago: i64,
    /// For how many days it is shown
    pub shown_days: Option<i64>,
}

/// A seed or a need. No `Debug`: like every listing, it is not to be printed.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListingFile<C> {
    /// Name within the files
    pub key: String,
    /// Key of the owner
    pub owner: String,
    /// State it is shown in
    pub state: ListingState,
    /// How a need shows its company
    pub visibility: Option<NeedVisibility>,
    /// Keys of organisations that must not see it
    #[serde(default)]
    pub blocked_organisations: Vec<String>,
    /// Fields that the owner tightened
    #[serde(default)]
    pub tier_overrides: BTreeMap<String, Tier>,
    /// Days for which it is still valid
    pub valid_days: Option<i64>,
    /// Team and liaison made it public
    #[serde(default)]
    pub public: bool,
    /// The liaison's remarks
    #[serde(default)]
    pub comments: Vec<CommentFile>,
    /// Content
    pub content: C,
}

/// A search that a member keeps. No `Debug`: what somebody looks for is not to be printed.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSearchFile {
    /// Key of the member
    pub owner: String,
    /// Name
    pub name: String,
    /// What is looked for
    pub question: Question,
    /// How often mails tell of what it finds
    pub alerts: Cadence,
}

/// All data files.
#[derive(Clone)]
pub struct Consortium {
    /// Organisations
    pub organisations: Vec<OrganisationFile>,
    /// Members
    pub members: Vec<MemberFile>,
    /// Pending applications
    pub applications: Vec<ApplicationFile>,
    /// Announcements
    pub announcements: Vec<AnnouncementFile>,
    /// Seeds
    pub seeds: Vec<ListingFile<SeedContent>>,
    /// Needs
    pub needs: Vec<ListingFile<NeedContent>>,
    /// Saved searches
    pub saved_searches: Vec<SavedSearchFile>,
}

impl Consortium {
    /// Reads them.
    pub fn read() -> Outcome<Self> {
        Ok(Self {
            organisations: parse("demo/organisations.json")?,
            members: members()?,
            applications: parse("demo/applications.json")?,
            announcements: parse("demo/announcements.json")?,
            seeds: all_below("demo/seeds/")?,
            needs: all_below("demo/needs/")?,
            saved_searches: parse("demo/saved_searches.json")?,
        })
    }
}

/// The members alone.
pub fn members() -> Outcome<Vec<MemberFile>> {
    parse("demo/members.json")
}

fn all_below<T: DeserializeOwned>(folder: &str) -> Outcome<Vec<T>> {
    let mut paths = DataFiles::iter()
        .filter(|path| path.starts_with(folder))
        .collect::<Vec<_>>();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        all.extend(parse::<T>(&path)?);
    }
    Ok(all)
}

fn parse<T: DeserializeOwned>(path: &str) -> Outcome<Vec<T>> {
    let text = data_file(path).map_err(Error::internal)?;
    // Serde's message could quote a listing; the place is enough to find the fault.
    serde_json::from_str(&text)
        .map_err(|error| Error::internal(format!("{path}, line {}, column {}", error.line(), error.column())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::vocabularies;
    use crate::domain::listing::content::{Content, TierRules};

    fn faults<C: Content>(listings: &[ListingFile<C>]) -> Vec<String> {
        let vocabularies = vocabularies().unwrap();
        let mut found = Vec::new();
        for listing in listings.iter().filter(|listing| listing.state != ListingState::Draft) {
            let minimum = match listing.visibility {
                Some(NeedVisibility::Blind) => Tier::Owner,
                _ => Tier::Public,
            };
            let rules = TierRules {
                minimum,
                overrides: listing.tier_overrides.clone(),
            };
            let faults = listing
                .content
                .faults(&vocabularies)
                .into_iter()
                .chain(rules.faults(C::FIELDS));
            found.extend(faults.map(|fault| format!("{} {} {}", listing.key, fault.field, fault.fault)));
            if listing.state != ListingState::ChangesRequested {
                let enabling = listing.content.enabling_findings(&rules).into_iter();
                found.extend(enabling.map(|finding| {
                    let (field, kind) = (finding.field, finding.kind);
                    format!(
                        "{} {field} looks enabling: {kind} {}-{}",
                        listing.key, finding.start, finding.end
                    )
                }));
            }
        }
        found
    }

    #[test]
    fn every_demo_listing_beyond_a_draft_could_be_submitted_and_enables_nobody() {
        let consortium = Consortium::read().unwrap();
        let found = [faults(&consortium.seeds), faults(&consortium.needs)].concat();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn every_demo_search_can_be_asked_by_somebody_who_is_there() {
        let consortium = Consortium::read().unwrap();
        let vocabularies = vocabularies().unwrap();
        assert!(consortium.saved_searches.len() >= 5);
        for search in &consortium.saved_searches {
            assert!(search.question.constraints(&vocabularies).is_ok(), "{}", search.name);
            let owner = consortium.members.iter().find(|member| member.key == search.owner);
            assert!(
                owner.is_some_and(|owner| owner.state == MemberState::Active),
                "{}",
                search.owner
            );
        }
    }

    #[test]
    fn the_consortium_is_as_large_and_as_varied_as_promised() {
        let consortium = Consortium::read().unwrap();
        assert!(consortium.organisations.len() >= 12);
        assert!(consortium.members.len() >= 30);
        assert!(consortium.seeds.len() >= 80);
        assert!(consortium.needs.len() >= 40);
        for role in Role::ALL {
            assert!(
                consortium.members.iter().any(|m| m.role == *role && m.demo_login),
                "{role}"
            );
        }
        let states = consortium.seeds.iter().map(|seed| seed.state).collect::<Vec<_>>();
        for state in ListingState::ALL {
            assert!(states.contains(state), "no seed is {state}");
        }
        let areas = vocabularies().unwrap();
        for area in &areas.get("disease_areas").unwrap().terms {
            let meets = |codes: &Option<Vec<_>>| codes.iter().flatten().any(|code| *code == area.code);
            assert!(consortium.seeds.iter().any(|seed| meets(&seed.content.disease_areas)));
            assert!(consortium.needs.iter().any(|need| meets(&need.content.disease_areas)));
        }
    }
}
