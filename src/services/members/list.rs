//! Reading the register of members.

use crate::app::App;
use crate::domain::account::{Member, MemberState, Organisation};
use crate::domain::clock::Instant;
use crate::domain::ids::MemberId;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::services::paging::{Asked, Page, Turn};
use crate::store::db::Reads;
use crate::store::members::{self, Filter};
use crate::store::{organisations, undertakings};

/// A member with what belongs to the register.
pub struct Entry {
    /// The person
    pub member: Member,
    /// Where the person works
    pub organisation: Organisation,
    /// Until when the acceptance of the current undertaking is in force
    pub bound_until: Option<Instant>,
}

impl Entry {
    pub(super) fn load(reads: &mut impl Reads, member: Member) -> Outcome<Self> {
        let organisation = organisations::find(reads, member.organisation)?
            .ok_or_else(|| Error::internal("a member's organisation is missing"))?;
        let acceptance = undertakings::acceptance_in_force(reads, member.id)?;
        Ok(Self {
            member,
            organisation,
            bound_until: acceptance.map(|acceptance| acceptance.expires_at),
        })
    }
}

/// Members that fit, by name.
pub async fn list(app: &App, actor: &Actor, filter: Filter, asked: Asked) -> Outcome<Page<Entry>> {
    let question = ("members", filter.organisation, filter.role, filter.state, filter.bound);
    let turn = Turn::new(app, actor.member, question, asked)?;
    let (after, fetch) = (turn.after::<(String, MemberId)>()?, turn.fetch());
    let rows = app
        .db
        .read(move |rx| {
            let mut entries = Vec::new();
            for member in members::page(rx, filter, after, fetch)? {
                entries.push(Entry::load(rx, member)?);
            }
            Ok::<_, Error>(entries)
        })
        .await?;
    turn.page(rows, |row| (row.member.name_en.clone(), row.member.id))
}

/// The actor's colleagues, by name: active members of the same organisation, whom a team may take in.
pub async fn colleagues(app: &App, actor: &Actor, asked: Asked) -> Outcome<Page<Member>> {
    let filter = Filter {
        organisation: Some(actor.organisation),
        state: Some(MemberState::Active),
        except: Some(actor.member),
        ..Filter::default()
    };
    let turn = Turn::new(app, actor.member, ("colleagues", actor.organisation), asked)?;
    let (after, fetch) = (turn.after::<(String, MemberId)>()?, turn.fetch());
    let rows = app
        .db
        .read(move |rx| Ok::<_, Error>(members::page(rx, filter, after, fetch)?))
        .await?;
    turn.page(rows, |member| (member.name_en.clone(), member.id))
}

/// One member.
pub async fn show(app: &App, id: MemberId) -> Outcome<Entry> {
    app.db
        .read(move |rx| {
            let member = members::find(rx, id)?.ok_or(Refusal::NotFound)?;
            Entry::load(rx, member)
        })
        .await
}
