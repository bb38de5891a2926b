//! Emergencies: shutting a member out, letting one in again, a new password.

use crate::app::App;
use crate::domain::account::Member;
use crate::domain::ledger::Doer;
use crate::domain::membership::AccessReason;
use crate::domain::problem::{Fault, FieldFault};
use crate::services::accounts::password;
use crate::services::error::{Error, Outcome};
use crate::services::members::{Step, take};
use crate::services::operator::lookup;
use crate::store::db::Audited;
use secrecy::{ExposeSecret, SecretString};

/// Takes a step about a member's access. Sessions of whoever loses it end at once.
pub fn step(app: &App, address: &str, step: Step, reason: AccessReason) -> Outcome<Member> {
    app.db.write_blocking(|tx| {
        let mut member = lookup::member(tx, "email", address)?;
        let recorded = take(tx, Doer::Operator, &mut member, step, reason)?;
        Ok(Audited::new(member, recorded))
    })
}

/// Gives a member a new password, tells the member by mail, and ends the member's sessions.
pub fn set_password(app: &App, address: &str, new: &SecretString) -> Outcome<Member> {
    if !crate::auth::password::is_strong(new.expose_secret(), &[address, "enishi"]) {
        return Err(Error::field(FieldFault::new("password", Fault::WeakPassword)));
    }
    let mut salt = [0_u8; 16];
    app.db.entropy().fill(&mut salt);
    let hash = app
        .passwords
        .hash_blocking(new.expose_secret(), salt)
        .map_err(Error::internal)?;
    app.db.write_blocking(|tx| {
        let member = lookup::member(tx, "email", address)?;
        let recorded = password::store(tx, app, Doer::Operator, &member, &hash, None, "operator")?;
        Ok(Audited::new(member, recorded))
    })
}
