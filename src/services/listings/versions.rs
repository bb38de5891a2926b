//! The submitted versions of a listing, for the owner's side.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::{ListingId, VersionId};
use crate::domain::listing::NeedVisibility;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::review::Attestations;
use crate::domain::text::Bilingual;
use crate::domain::tier::Tier;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, ListingView, Surface};
use crate::services::listings::team;
use crate::store::db::Reads;
use crate::store::versions::Version;
use crate::store::{members, versions};
use std::collections::BTreeMap;

/// A version on a list.
pub struct Listed {
    /// 1, 2, 3 …
    pub number: i32,
    /// Whether it is the one that others see
    pub current: bool,
    /// How a need shows its company
    pub visibility: Option<NeedVisibility>,
    /// Fields that the owner tightened
    pub tier_overrides: BTreeMap<String, Tier>,
    /// What was attested
    pub attestations: Attestations,
    /// Name of the member who submitted it
    pub submitted_by: Option<Bilingual>,
    /// When
    pub submitted_at: Instant,
    /// When it was published
    pub published_at: Option<Instant>,
    /// Until when its owner wants it to stay published
    pub valid_until: Option<Instant>,
}

/// All versions, newest first.
pub async fn list(app: &App, actor: Actor, id: ListingId) -> Outcome<Vec<Listed>> {
    app.db
        .read(move |rx| {
            let known = team::inside(rx, &actor, id)?;
            let all = versions::of_listing(rx, id)?;
            all.into_iter()
                .map(|version| listed(rx, version, known.listing.published))
                .collect()
        })
        .await
}

fn listed(reads: &mut impl Reads, version: Version, published: Option<VersionId>) -> Outcome<Listed> {
    let Version {
        id,
        listing: _,
        number,
        visibility,
        tier_overrides,
        attestations,
        submitted_by,
        submitted_at,
        published_at,
        members_since: _,
        valid_until,
    } = version;
    let submitter = members::find(reads, submitted_by)?;
    Ok(Listed {
        number,
        current: published == Some(id),
        visibility,
        tier_overrides,
        attestations,
        submitted_by: submitter.map(|member| Bilingual::both(member.name_ja, member.name_en)),
        submitted_at,
        published_at,
        valid_until,
    })
}

/// One version in full.
pub async fn show(app: &App, actor: &Actor, id: ListingId, number: i32) -> Outcome<ListingView> {
    let reader = actor.clone();
    let sealed = app
        .db
        .read(move |rx| {
            let known = team::inside(rx, &reader, id)?;
            let all = versions::of_listing(rx, id)?;
            let wanted = all.into_iter().find(|version| version.number == number);
            let wanted = wanted.ok_or(Refusal::NotFound)?;
            access::seal(rx, known, Some(wanted.id))
        })
        .await?;
    let shown = access::show_all(app, actor, Surface::Detail, vec![sealed]).await?;
    shown
        .into_iter()
        .next()
        .ok_or_else(|| Error::internal("a version without its view"))
}

/// Whether members would see anything else of the new version than of the old one: content up to their tier, or how the company
/// is shown. If not, the new version keeps the old one's `members_since`.
pub fn members_part_changed(reads: &mut impl Reads, old: VersionId, new: VersionId) -> Outcome<bool> {
    part_changed(reads, old, new, Tier::Members)
}

/// Whether those who may see up to a tier would see anything else of the new version than of the old one.
pub fn part_changed(reads: &mut impl Reads, old: VersionId, new: VersionId, tier: Tier) -> Outcome<bool> {
    Ok(part(reads, old, tier)? != part(reads, new, tier)?)
}

type Part = (Option<NeedVisibility>, BTreeMap<String, serde_json::Value>);

fn part(reads: &mut impl Reads, id: VersionId, tier: Tier) -> Outcome<Part> {
    let version = versions::find(reads, id)?.ok_or_else(|| Error::internal(format!("version {id} is missing")))?;
    let mut fields = BTreeMap::new();
    for part in versions::machine_read(reads, id, tier)? {
        let part: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(&part).map_err(|_| Error::internal(format!("version {id} cannot be read")))?;
        fields.extend(part);
    }
    Ok((version.visibility, fields))
}
