//! The secretariat changes what a member does, or corrects a name.

use crate::app::App;
use crate::domain::account::{MemberState, Role};
use crate::domain::ids::MemberId;
use crate::domain::ledger::{Doer, Entry as Leaf, EntryKind, Log};
use crate::domain::membership::wording::person_names;
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::text::Bilingual;
use crate::services::error::{Error, Outcome, valid};
use crate::services::members::list::Entry;
use crate::services::members::standing::keep_a_secretariat;
use crate::store::db::Audited;
use crate::store::{members, organisations};

/// What to change; what is `None` stays.
#[derive(Clone, Default)]
pub struct Change {
    /// Name
    pub name: Option<Bilingual>,
    /// Role
    pub role: Option<Role>,
    /// Reviews listings for the institution
    pub institution_reviewer: Option<bool>,
}

/// Changes a member.
pub async fn change(app: &App, actor: Actor, id: MemberId, version: i64, change: Change) -> Outcome<Entry> {
    let mut faults = Vec::new();
    let names = change.name.as_ref().map(|name| person_names("name", name, &mut faults));
    valid(faults)?;
    app.db
        .write(move |tx| {
            let mut member = members::find(tx, id)?.ok_or(Refusal::NotFound)?;
            if member.state == MemberState::Left {
                return Err(Refusal::WrongState.into());
            }
            if member.version != version {
                return Err(Refusal::Stale.into());
            }
            let home = organisations::find(tx, member.organisation)?.ok_or(Refusal::NotFound)?;
            let before = member.clone();
            if let Some((name_ja, name_en)) = names.clone() {
                member.name_ja = name_ja;
                member.name_en = name_en;
            }
            member.role = change.role.unwrap_or(member.role);
            member.institution_reviewer = change.institution_reviewer.unwrap_or(member.institution_reviewer);
            if !home.kind.admits(member.role) {
                return Err(Error::field(FieldFault::new("role", Fault::Contradiction)));
            }
            if member == before {
                return Ok(Audited::unchanged(Entry::load(tx, before)?));
            }
            if before.role == Role::Secretariat && member.role != Role::Secretariat {
                keep_a_secretariat(tx, |other| other.id == id)?;
            }
            members::update(tx, &mut member)?;
            let renamed = member.name_ja != before.name_ja || member.name_en != before.name_en;
            let doer = Doer::Member(actor.member, actor.organisation);
            let leaf = Leaf::new(Log::Platform, EntryKind::MemberChanged, doer, format!("member:{id}"))
                .fact("role", member.role.code())
                .fact("role_before", before.role.code())
                .fact("institution_reviewer", member.institution_reviewer)
                .fact("renamed", renamed);
            let recorded = tx.record(leaf);
            Ok(Audited::new(Entry::load(tx, member)?, recorded))
        })
        .await
}
