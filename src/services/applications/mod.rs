//! Applications for membership: the form, the secretariat's list, vetting by two different persons.

mod apply;
mod assign;
mod list;
mod vet;

pub use apply::apply;
pub use assign::assign;
pub use list::{Detail, Listed, list, show};
pub use vet::{Ruling, vet};

use crate::app::App;
use crate::domain::account::{Email, Organisation, OrganisationState, Role};
use crate::domain::ids::OrganisationId;
use crate::domain::problem::{Fault, FieldFault};
use crate::services::error::{Error, Outcome};
use crate::store::db::Reads;
use crate::store::organisations;

/// The organisation, if a person with that role and address can belong to it.
fn home(reads: &mut impl Reads, app: &App, id: OrganisationId, role: Role, email: &Email) -> Outcome<Organisation> {
    let organisation = organisations::find(reads, id)?.filter(|found| found.state == OrganisationState::Active);
    let Some(organisation) = organisation else {
        return Err(Error::field(FieldFault::new(
            "organisation_id",
            Fault::UnknownReference,
        )));
    };
    if !organisation.kind.admits(role) {
        return Err(Error::field(FieldFault::new("role", Fault::Contradiction)));
    }
    let policy = app.config().members.address_policy();
    policy.check(email, &organisation.email_domains).map_err(Error::field)?;
    Ok(organisation)
}
