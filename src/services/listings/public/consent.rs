//! The team asks for its listing to be public, the liaison in charge agrees; either takes it back at any time, and it ends at once.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::ledger::EntryKind;
use crate::domain::listing::Listing;
use crate::domain::listing::public::{PublicConsent, PublicObstacle, PublicSeed};
use crate::domain::policy::{self, Actor};
use crate::domain::problem::Refusal;
use crate::domain::tier::Tier;
use crate::services::error::{Error, Outcome};
use crate::services::listings::access::{self, ListingView, Surface};
use crate::services::listings::public::cut::{cut, lay_out};
use crate::services::listings::public::tell::tell_if_waiting;
use crate::services::listings::{doer, entry, team};
use crate::store::db::{Audited, Reads};
use crate::store::public_listings::{self, Consents};

/// How far a listing is from being public.
pub struct Standing {
    /// What both sides have said
    pub consent: PublicConsent,
    /// Whether anybody can read it now
    pub in_force: bool,
    /// Why it cannot be public, whatever both sides say
    pub obstacle: Option<PublicObstacle>,
    /// What anybody would read, where it was asked for and nothing stands in the way
    pub text: Option<PublicSeed>,
    /// Row version; it grows also with every version of the listing that is published, so it names the text as well
    pub version: i64,
}

fn standing_of(reads: &mut impl Reads, listing: &Listing, consents: &Consents) -> Outcome<Standing> {
    let clear = policy::public_clearance(listing, &consents.given, reads.now()).is_some();
    Ok(Standing {
        consent: consents.given,
        in_force: clear && consents.cut_from.is_some() && consents.cut_from == listing.published,
        obstacle: cut(reads, listing)?.err(),
        text: None,
        version: consents.version,
    })
}

/// Where it stands, with the very text that anybody would read: what is said about it is said about that text. For the owner's side,
/// and recorded like any other look at the desk.
pub async fn read(app: &App, actor: &Actor, id: ListingId) -> Outcome<Standing> {
    let reader = actor.clone();
    let (standing, sealed) = app
        .db
        .read(move |rx| {
            let known = team::inside(rx, &reader, id)?;
            let consents = public_listings::find(rx, id)?;
            let standing = standing_of(rx, &known.listing, &consents)?;
            let shown = known.listing.published.filter(|_| standing.obstacle.is_none());
            let sealed = shown
                .map(|version| access::seal(rx, known, Some(version)))
                .transpose()?
                .map(|sealed| sealed.lowered_to(Tier::Members));
            Ok::<_, Error>((standing, sealed))
        })
        .await?;
    let views = access::show_all(app, actor, Surface::Review, sealed.into_iter().collect()).await?;
    Ok(Standing {
        text: views.into_iter().next().and_then(text_of),
        ..standing
    })
}

/// What anybody would read of a seed as members read it.
fn text_of(view: ListingView) -> Option<PublicSeed> {
    let ListingView { header, seed, need: _ } = view;
    let seed = seed?;
    Some(PublicSeed {
        reference: header.reference,
        institution_type: header.institution_type,
        title: seed.title,
        summary: seed.summary,
        disease_areas: seed.disease_areas,
        modalities: seed.modalities,
        stage_min: seed.stage_min,
        stage_max: seed.stage_max,
        ip_status: seed.ip_status?,
        collaboration_sought: seed.collaboration_sought,
        public_since: None,
        valid_until: header.valid_until,
    })
}

/// The team asks for it, or takes that back. Whoever asks again needs a new agreement.
pub async fn want(app: &App, actor: Actor, id: ListingId, seen: i64, wanted: bool) -> Outcome<Standing> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let listing = team::own(tx, &actor, id)?.listing;
            let mut consents = public_listings::find(tx, id)?;
            refuse(tx, &listing, &consents, seen, wanted)?;
            if consents.given.wanted == wanted {
                return Ok(Audited::unchanged(standing_of(tx, &listing, &consents)?));
            }
            consents.given = PublicConsent {
                wanted,
                ..PublicConsent::default()
            };
            lay_out(tx, &listing, &mut consents, doer(&actor))?;
            tell_if_waiting(tx, &shared, &listing)?;
            let made = entry(&listing, EntryKind::PublicWanted, doer(&actor))
                .fact("wanted", wanted)
                .fact("version", listing.published.map(|id| id.to_string()));
            let recorded = tx.record(made);
            Ok::<_, Error>(Audited::new(standing_of(tx, &listing, &consents)?, recorded))
        })
        .await
}

/// The liaison in charge agrees to what the team asked for, or takes that back.
pub async fn agree(app: &App, actor: Actor, id: ListingId, seen: i64, agreed: bool) -> Outcome<Standing> {
    app.db
        .write(move |tx| {
            let listing = team::inside(tx, &actor, id)?.listing;
            if !policy::is_liaison_in_charge(&actor, &listing) {
                return Err(Refusal::Forbidden.into());
            }
            let mut consents = public_listings::find(tx, id)?;
            refuse(tx, &listing, &consents, seen, agreed)?;
            if agreed && !consents.given.wanted {
                return Err(Refusal::WrongState.into());
            }
            let is_laid_out = consents.cut_from.is_some() && consents.cut_from == listing.published;
            if consents.given.agreed == agreed && is_laid_out == agreed {
                return Ok(Audited::unchanged(standing_of(tx, &listing, &consents)?));
            }
            consents.given.agreed = agreed;
            lay_out(tx, &listing, &mut consents, doer(&actor))?;
            let made = entry(&listing, EntryKind::PublicAgreed, doer(&actor))
                .fact("agreed", agreed)
                .fact("version", listing.published.map(|id| id.to_string()));
            let recorded = tx.record(made);
            Ok::<_, Error>(Audited::new(standing_of(tx, &listing, &consents)?, recorded))
        })
        .await
}

/// Refuses a stale page, and a yes to what can never be public.
fn refuse(reads: &mut impl Reads, listing: &Listing, consents: &Consents, seen: i64, yes: bool) -> Outcome<()> {
    if consents.version != seen {
        return Err(Refusal::Stale.into());
    }
    if listing.state.is_final() && yes {
        return Err(Refusal::WrongState.into());
    }
    if yes && cut(reads, listing)?.is_err() {
        return Err(Refusal::ApplicationNotOpen.into());
    }
    Ok(())
}
