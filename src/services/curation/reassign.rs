//! The liaison in charge of a listing, and putting another one in charge. Neither shows what the listing says.

use crate::app::App;
use crate::domain::account::{Member, MemberState, Role};
use crate::domain::ids::{ListingId, MemberId};
use crate::domain::ledger::EntryKind;
use crate::domain::listing::{Listing, ListingKind};
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::text::Bilingual;
use crate::services::curation::{WITH_LIAISON, tell};
use crate::services::error::{Error, Outcome};
use crate::services::listings::{doer, entry, public};
use crate::store::db::{Audited, Reads, Tx};
use crate::store::{listings, members, organisations};

/// Who is in charge of a listing.
pub struct Charge {
    /// Identity
    pub id: ListingId,
    /// Seed or need
    pub kind: ListingKind,
    /// Reference number
    pub reference: String,
    /// The liaison
    pub liaison: Option<MemberId>,
    /// The liaison's name
    pub name: Option<Bilingual>,
    /// Row version
    pub version: i64,
}

/// Who is in charge. A draft that was never submitted is its team's alone.
pub async fn charge(app: &App, id: ListingId) -> Outcome<Charge> {
    app.db
        .read(move |rx| {
            let listing = submitted(rx, id)?;
            let liaison = listing.liaison.map(|id| members::find(rx, id)).transpose()?.flatten();
            Ok(charged(listing, liaison))
        })
        .await
}

/// Puts another liaison in charge; the one before loses access at once.
pub async fn reassign(app: &App, actor: Actor, id: ListingId, seen: i64, to: MemberId) -> Outcome<Charge> {
    let shared = app.clone();
    app.db
        .write(move |tx| {
            let mut listing = submitted(tx, id)?;
            if listing.version != seen {
                return Err(Refusal::Stale.into());
            }
            if listing.state.is_final() {
                return Err(Refusal::WrongState.into());
            }
            let liaison = active_liaison(tx, to)?;
            let before = listing.liaison;
            if before == Some(to) {
                return Ok(Audited::unchanged(charged(listing, Some(liaison))));
            }
            listing.liaison = Some(to);
            listings::update(tx, &mut listing)?;
            void(tx, before, &liaison)?;
            if WITH_LIAISON.contains(&listing.review_state()) {
                tell::liaison(tx, &shared, &listing, to, listing.state_since)?;
            }
            // Who takes over a public listing takes over the agreement to it: it was given for the desk, to a text that stays the same,
            // and the ledger names who gave it. Ending it with every change of hands would protect nothing, since what was public
            // once is never secret again; whoever is in charge may take it back at any time. What still waits is theirs to decide.
            public::tell_if_waiting(tx, &shared, &listing)?;
            let made = entry(&listing, EntryKind::AudienceChanged, doer(&actor))
                .fact("liaison_before", before.map(|id| id.to_string()))
                .fact("liaison", to.to_string());
            Ok::<_, Error>(Audited::new(charged(listing, Some(liaison)), tx.record(made)))
        })
        .await
}

fn submitted(reads: &mut impl Reads, id: ListingId) -> Outcome<Listing> {
    let found = listings::find(reads, id)?.filter(|listing| listing.submitted.is_some());
    Ok(found.ok_or(Refusal::NotFound)?)
}

fn active_liaison(tx: &mut Tx<'_>, id: MemberId) -> Outcome<Member> {
    let found = members::find(tx, id)?;
    let found = found.filter(|member| member.role == Role::Liaison && member.state == MemberState::Active);
    found.ok_or_else(|| Error::field(FieldFault::new("member", Fault::UnknownReference)))
}

/// What both liaisons' offices may see has changed.
fn void(tx: &mut Tx<'_>, before: Option<MemberId>, after: &Member) -> Outcome<()> {
    let before = before.map(|id| members::find(tx, id)).transpose()?.flatten();
    organisations::bump_policy_epoch(tx, after.organisation)?;
    match before.filter(|before| before.organisation != after.organisation) {
        Some(before) => Ok(organisations::bump_policy_epoch(tx, before.organisation)?),
        None => Ok(()),
    }
}

fn charged(listing: Listing, liaison: Option<Member>) -> Charge {
    Charge {
        id: listing.id,
        kind: listing.kind,
        reference: listing.reference,
        liaison: listing.liaison,
        name: liaison.map(|member| Bilingual::both(member.name_ja, member.name_en)),
        version: listing.version,
    }
}
