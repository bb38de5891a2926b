//! Organisations: the directory that members see, and what the secretariat keeps.

mod change;
mod create;
mod list;

pub use change::{Change, change};
pub(super) use create::insert;
pub use create::{NewOrganisation, create};
pub use list::{directory, show};

use crate::app::App;
use crate::domain::account::{MemberState, Role};
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::problem::{Fault, FieldFault};
use crate::services::error::Outcome;
use crate::store::db::Reads;
use crate::store::{members, organisations};

/// Names the faults that only a look at other organisations, members and settings can find.
fn clashes(
    reads: &mut impl Reads,
    app: &App,
    own: Option<OrganisationId>,
    names: Option<&(String, String)>,
    domains: &[String],
    liaison: Option<MemberId>,
) -> Outcome<Vec<FieldFault>> {
    let mut faults = Vec::new();
    if let Some((ja, en)) = names {
        for (field, name) in [("name.ja", ja), ("name.en", en)] {
            let other = organisations::find_by_name(reads, name)?;
            if other.is_some_and(|other| Some(other.id) != own) {
                faults.push(FieldFault::new(field, Fault::Duplicate));
            }
        }
    }
    let settings = &app.config().members;
    for (index, domain) in domains.iter().enumerate() {
        if !settings.allow_free_mail && settings.free_mail_domains.contains(domain) {
            faults.push(FieldFault::new(format!("email_domains.{index}"), Fault::FreeMail));
        }
    }
    if let Some(liaison) = liaison {
        let found = members::find(reads, liaison)?;
        if !found.is_some_and(|found| found.role == Role::Liaison && found.state == MemberState::Active) {
            faults.push(FieldFault::new("liaison_id", Fault::UnknownReference));
        }
    }
    Ok(faults)
}
