//! Finding organisations and members by what an operator knows of them: names and addresses.

use crate::app::App;
use crate::domain::account::{Email, Member, Organisation};
use crate::domain::problem::{Fault, FieldFault};
use crate::services::error::{Error, Outcome};
use crate::store::db::Reads;
use crate::store::{members, organisations};

fn unknown(field: &str) -> Error {
    Error::field(FieldFault::new(field, Fault::UnknownReference))
}

/// An organisation by its Japanese or English name.
pub fn organisation(app: &App, name: &str) -> Outcome<Organisation> {
    let found = app
        .db
        .read_blocking(|rx| Ok::<_, Error>(organisations::find_by_name(rx, name.trim())?))?;
    found.ok_or_else(|| unknown("organisation"))
}

/// All organisations, by name.
pub fn organisations(app: &App) -> Outcome<Vec<Organisation>> {
    app.db.read_blocking(|rx| Ok(organisations::all(rx)?))
}

/// A member by address.
pub fn member(reads: &mut impl Reads, field: &str, address: &str) -> Outcome<Member> {
    let email = Email::parse(address).map_err(|fault| Error::field(FieldFault::new(field, fault)))?;
    let found = members::find_by_email(reads, &email)?;
    found.map(|(member, _)| member).ok_or_else(|| unknown(field))
}

/// All members, by name.
pub fn members(app: &App) -> Outcome<Vec<Member>> {
    app.db.read_blocking(|rx| Ok(members::list(rx, None)?))
}

/// The member with an address who is to be a liaison in charge.
pub fn liaison(app: &App, address: &str) -> Outcome<Member> {
    app.db.read_blocking(|rx| member(rx, "liaison", address))
}
