//! What is laid out for everybody is cut from what members read, once, when both sides have agreed: the ledger names the version and
//! the hash of the very text.

use crate::app::App;
use crate::domain::ids::VersionId;
use crate::domain::ledger::{Doer, EntryKind};
use crate::domain::listing::content::{Content, TierRules};
use crate::domain::listing::public::PublicObstacle;
use crate::domain::listing::seed::SeedContent;
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::tier::Tier;
use crate::services::error::{Error, Outcome};
use crate::services::listings::entry;
use crate::services::listings::public::tell::tell_if_waiting;
use crate::store::db::{Reads, Tx};
use crate::store::public_listings::{self, Consents};
use crate::store::versions;
use sha2::{Digest, Sha256};

/// What anybody might read of the published version, or why there is nothing.
pub(super) fn cut(reads: &mut impl Reads, listing: &Listing) -> Outcome<Result<(VersionId, String), PublicObstacle>> {
    if listing.kind != ListingKind::Seed {
        return Ok(Err(PublicObstacle::NotASeed));
    }
    let Some(version) = listing.published else {
        return Ok(Err(PublicObstacle::NotPublished));
    };
    let parts = versions::machine_read(reads, version, Tier::Members)?;
    let content = SeedContent::merge(parts.iter().map(String::as_str));
    let content = content.map_err(|_| Error::internal(format!("version {version} cannot be read")))?;
    let shown = content.for_everybody().and_then(|shown| {
        let whole = shown.split(&TierRules::default());
        whole.into_values().next()
    });
    Ok(shown
        .map(|shown| (version, shown))
        .ok_or(PublicObstacle::ApplicationNotOpen))
}

/// Saves consents. If both are given, the text for everybody is laid out and the ledger says so; else there is none any more.
pub(in crate::services) fn lay_out(
    tx: &mut Tx<'_>,
    listing: &Listing,
    consents: &mut Consents,
    doer: Doer,
) -> Outcome<()> {
    let shown = if consents.given.is_given() {
        cut(tx, listing)?.ok()
    } else {
        None
    };
    consents.cut_from = shown.as_ref().map(|(version, _)| *version);
    let now = tx.now();
    consents.given.since = shown.as_ref().map(|_| consents.given.since.unwrap_or(now));
    let content = shown.as_ref().map(|(_, content)| content.as_str());
    public_listings::replace(tx, listing.id, consents, content)?;
    if let Some((version, content)) = &shown {
        let made = entry(listing, EntryKind::MadePublic, doer)
            .fact("version", version.to_string())
            .fact("text_hash", hex::encode(Sha256::digest(content.as_bytes())));
        let _recorded = tx.record(made);
    }
    Ok(())
}

/// After the publication of another version. Both sides agreed to a text, not to whatever follows: where everybody would read another
/// one, or nothing, the agreement ends and the liaison is asked anew. Whatever was said, its row version grows, so that no page that
/// was read before speaks about the text that stands now.
pub(in crate::services) fn follow_version(tx: &mut Tx<'_>, app: &App, listing: &Listing, doer: Doer) -> Outcome<()> {
    let mut consents = public_listings::find(tx, listing.id)?;
    if consents.version == 0 {
        return Ok(());
    }
    if !consents.given.is_given() {
        return lay_out(tx, listing, &mut consents, doer);
    }
    let before = public_listings::laid_out(tx, listing.id)?;
    let after = cut(tx, listing)?.ok().map(|(_, text)| text);
    let is_same = before.is_some() && before == after;
    consents.given.agreed = is_same;
    lay_out(tx, listing, &mut consents, doer)?;
    if !is_same {
        let ended = entry(listing, EntryKind::PublicAgreed, doer)
            .fact("agreed", false)
            .fact("version", listing.published.map(|id| id.to_string()));
        let _recorded = tx.record(ended);
    }
    // While the application does not lie open, there is nothing to agree to.
    if after.is_some() {
        tell_if_waiting(tx, app, listing)?;
    }
    Ok(())
}
