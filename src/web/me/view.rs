//! The account as its person sees it.

use crate::domain::account::{Member, Organisation, OrganisationKind, Role};
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::text::{Bilingual, Locale};
use crate::services::accounts::mail_preferences::{Preference, Preferences};
use crate::services::accounts::profile::Profile;
use crate::web::messages;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// The person who is signed in.
#[derive(Serialize, ToSchema)]
pub struct Me {
    id: MemberId,
    /// Institutional address
    email: String,
    name: Bilingual,
    role: Role,
    /// Language of screens and mails
    locale: Locale,
    /// ORCID iD, where given
    orcid: Option<String>,
    /// Whether the person reviews listings for the institution
    institution_reviewer: bool,
    organisation: MyOrganisation,
    undertaking: MyUndertaking,
    /// Notices that were not read
    unread_notices: i64,
    /// Since when the person is a member
    member_since: DateTime<Utc>,
}

/// The person's organisation.
#[derive(Serialize, ToSchema)]
pub struct MyOrganisation {
    id: OrganisationId,
    kind: OrganisationKind,
    name: Bilingual,
}

/// Where the person stands with the undertaking in force.
#[derive(Serialize, ToSchema)]
pub struct MyUndertaking {
    /// Whether the person must accept it before going on
    required: bool,
    /// Number of the version in force
    number: Option<i32>,
    /// When the person accepted it
    accepted_at: Option<DateTime<Utc>>,
    /// Until when that holds
    expires_at: Option<DateTime<Utc>>,
}

impl From<Profile> for Me {
    fn from(profile: Profile) -> Self {
        let Profile {
            member,
            organisation,
            undertaking,
            accepted,
            unread_notices,
        } = profile;
        let Member {
            id,
            organisation: _,
            email,
            name_ja,
            name_en,
            role,
            locale,
            orcid,
            institution_reviewer,
            state: _,
            version: _,
            created_at,
        } = member;
        Self {
            id,
            email: email.as_str().to_owned(),
            name: Bilingual::both(name_ja, name_en),
            role,
            locale,
            orcid,
            institution_reviewer,
            organisation: my_organisation(organisation),
            undertaking: MyUndertaking {
                required: accepted.is_none(),
                number: undertaking,
                accepted_at: accepted.map(|(at, _)| at),
                expires_at: accepted.map(|(_, until)| until),
            },
            unread_notices,
            member_since: created_at,
        }
    }
}

fn my_organisation(organisation: Organisation) -> MyOrganisation {
    let Organisation {
        id,
        kind,
        name_ja,
        name_en,
        email_domains: _,
        four_eyes: _,
        institution_review: _,
        liaison: _,
        state: _,
        policy_epoch: _,
        version: _,
        created_at: _,
    } = organisation;
    MyOrganisation {
        id,
        kind,
        name: Bilingual::both(name_ja, name_en),
    }
}

/// How often each kind of mail is sent.
#[derive(Serialize, ToSchema)]
pub struct MailPreferences {
    items: Vec<MailPreference>,
}

/// How often one kind of mail is sent.
#[derive(Serialize, ToSchema)]
pub struct MailPreference {
    /// Code of the kind
    #[schema(example = "candidate_new")]
    kind: &'static str,
    /// `security`, `workflow`, `matches`, `introductions`
    category: &'static str,
    /// What the kind is called
    label: String,
    /// `instant`, `daily`, `weekly`, `off`
    cadence: &'static str,
    /// What one can choose; mails about the account itself are fixed
    choices: Vec<&'static str>,
}

impl MailPreferences {
    /// The preferences, named in a language.
    #[must_use]
    pub fn of(preferences: Preferences, locale: Locale) -> Self {
        let Preferences { items, tag: _ } = preferences;
        let items = items.into_iter().map(|preference| {
            let Preference {
                kind,
                category,
                cadence,
                choices,
            } = preference;
            MailPreference {
                kind,
                category,
                label: messages::mail_kind(kind, locale),
                cadence,
                choices,
            }
        });
        Self { items: items.collect() }
    }
}
