//! Reading introductions: one, or a page of a box.

use crate::app::App;
use crate::domain::account::{Member, MemberState, Organisation};
use crate::domain::clock::Instant;
use crate::domain::ids::{IntroductionId, ListingId, MemberId, OrganisationId};
use crate::domain::introduction::{IntroductionState, Viewpoint};
use crate::domain::policy::Actor;
use crate::domain::tier::Tier;
use crate::services::cursor;
use crate::services::error::{Error, Outcome};
use crate::services::introductions::view::{Drawn, SealedParty, Shown};
use crate::services::introductions::{Case, Mailbox, Side, standing};
use crate::services::listings::access::{self, Known, Sealed, Surface};
use crate::store::db::Reads;
use crate::store::disclosures::Identity;
use crate::store::{introductions, members, organisations};
use std::collections::BTreeMap;

/// A page of a box.
pub struct Page {
    /// Newest first
    pub items: Vec<Shown>,
    /// Where the next page begins, if there is one
    pub next_cursor: Option<String>,
}

/// One introduction.
pub async fn show(app: &App, actor: &Actor, id: IntroductionId) -> Outcome<Shown> {
    let reader = actor.clone();
    let drawing = app
        .db
        .read(move |rx| {
            let mut drawing = Drawing::new(reader);
            let (case, viewpoint) = standing(rx, &drawing.reader, id)?;
            drawing.add(rx, case, viewpoint)?;
            Ok::<_, Error>(drawing)
        })
        .await?;
    let mut shown = drawing.open(app).await?;
    shown
        .pop()
        .ok_or_else(|| Error::internal("an introduction was drawn and not shown"))
}

/// A page of a box, newest first.
pub async fn list(app: &App, actor: &Actor, mailbox: Mailbox, cursor: Option<&str>, limit: usize) -> Outcome<Page> {
    let question = ("introductions", mailbox == Mailbox::Received);
    let before: Option<(Instant, IntroductionId)> = cursor
        .map(|cursor| cursor::open(app, actor.member, &question, cursor))
        .transpose()?;
    let reader = actor.clone();
    let (drawing, next) = app
        .db
        .read(move |rx| {
            let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
            let mut found = introductions::page(rx, &reader, mailbox, before, one_more)?;
            let more = found.len() > limit;
            found.truncate(limit);
            let last = found.last().map(|last| (last.created_at, last.id));
            let mut drawing = Drawing::new(reader);
            for introduction in found {
                let case = Case::load(rx, introduction)?;
                if let Some(viewpoint) = case.viewpoint(rx, &drawing.reader)? {
                    drawing.add(rx, case, viewpoint)?;
                }
            }
            Ok::<_, Error>((drawing, last.filter(|_| more)))
        })
        .await?;
    let next_cursor = next
        .map(|place| cursor::sign(app, actor.member, &question, &place))
        .transpose()?;
    Ok(Page {
        items: drawing.open(app).await?,
        next_cursor,
    })
}

/// Introductions read for one viewer, with everything confidential still sealed.
struct Drawing {
    reader: Actor,
    drawn: Vec<Drawn>,
    sealed: BTreeMap<ListingId, Sealed>,
}

impl Drawing {
    const fn new(reader: Actor) -> Self {
        Self {
            reader,
            drawn: Vec::new(),
            sealed: BTreeMap::new(),
        }
    }

    fn add(&mut self, reads: &mut impl Reads, case: Case, viewpoint: Viewpoint) -> Outcome<()> {
        let answers_for = self.look_at(reads, &case.target)?;
        let asks_for = match &case.own {
            Some(own) => self.look_at(reads, own)?,
            None => None,
        };
        let introduction = &case.introduction;
        let preferred: Vec<MemberId> = std::iter::once(introduction.requester)
            .chain(case.own.iter().flat_map(Side::people))
            .collect();
        let asking = person(reads, introduction.requester_organisation, preferred.into_iter())?;
        let answering = person(reads, introduction.responder_organisation, case.target.people())?;
        let accepted = introduction.state == IntroductionState::Accepted;
        let seal = |reads: &mut _, owner, person: Option<Member>, own: bool, in_charge: bool| {
            let identity = Identity {
                owner,
                introduction: introduction.id,
                // A liaison learns which organisations met, and writes to nobody's address.
                member: person
                    .as_ref()
                    .map(|member| member.id)
                    .filter(|_| viewpoint != Viewpoint::Liaison),
            };
            Ok::<_, Error>(SealedParty {
                organisation: organisation(reads, owner)?,
                person,
                own,
                in_charge,
                identity: (accepted && !own).then_some(identity),
            })
        };
        let in_charge = |known: Option<Tier>| viewpoint == Viewpoint::Liaison && known == Some(Tier::Owner);
        let asking = seal(
            reads,
            introduction.requester_organisation,
            asking,
            viewpoint == Viewpoint::Asking,
            in_charge(asks_for),
        )?;
        let answering = seal(
            reads,
            introduction.responder_organisation,
            answering,
            viewpoint == Viewpoint::Answering,
            in_charge(answers_for),
        )?;
        self.drawn.push(Drawn {
            viewpoint,
            asking,
            answering,
            own_known: asks_for.is_some(),
            case,
        });
        Ok(())
    }

    /// The viewer's clearance of a listing, if any. Its title is read as any member would see it.
    fn look_at(&mut self, reads: &mut impl Reads, side: &Side) -> Outcome<Option<Tier>> {
        let Some(known) = access::find_known(reads, &self.reader, side.listing.id)? else {
            return Ok(None);
        };
        let tier = known.clearance.tier();
        if known.listing.published.is_some() && !self.sealed.contains_key(&side.listing.id) {
            let clearance = known.clearance.lowered_to(Tier::Members);
            let sealed = access::seal(reads, Known { clearance, ..known }, None)?;
            self.sealed.insert(side.listing.id, sealed);
        }
        Ok(Some(tier))
    }

    /// Records what is about to be shown, then shows it.
    async fn open(self, app: &App) -> Outcome<Vec<Shown>> {
        let Self { reader, drawn, sealed } = self;
        let identities = drawn
            .iter()
            .flat_map(|one| [one.asking.identity, one.answering.identity]);
        let revealed = app.disclosures.reveal(&reader, identities.flatten().collect()).await?;
        let sealed = sealed.into_values().collect();
        let views = access::show_all(app, &reader, Surface::Introduction, sealed).await?;
        let views = views.into_iter().map(|view| (view.header.id, view)).collect();
        Ok(drawn.into_iter().map(|one| one.open(app, &revealed, &views)).collect())
    }
}

fn organisation(reads: &mut impl Reads, id: OrganisationId) -> Outcome<Organisation> {
    organisations::find(reads, id)?.ok_or_else(|| Error::internal(format!("organisation {id} is gone")))
}

/// The first of the people who is still with the organisation.
fn person(
    reads: &mut impl Reads,
    organisation: OrganisationId,
    people: impl Iterator<Item = MemberId>,
) -> Outcome<Option<Member>> {
    for id in people {
        let found = members::find(reads, id)?;
        let there = found.filter(|member| member.state == MemberState::Active && member.organisation == organisation);
        if there.is_some() {
            return Ok(there);
        }
    }
    Ok(None)
}
