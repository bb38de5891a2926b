//! How often a member wants each kind of mail. Mails about the account itself cannot be switched off.

use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::mail::kind::{Cadence, MailKind};
use crate::services::error::{Error, Outcome, valid};
use crate::store::db::Reads;
use crate::store::notices;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// How often a member wants a kind of mail.
pub struct Preference {
    /// Code of the kind
    pub kind: &'static str,
    /// Code of its category
    pub category: &'static str,
    /// Code of the cadence
    pub cadence: &'static str,
    /// Codes of the cadences one can choose from
    pub choices: Vec<&'static str>,
}

/// All preferences of a member, with a tag that changes whenever one of them does.
pub struct Preferences {
    /// One per kind, in a fixed order
    pub items: Vec<Preference>,
    /// Changes with them
    pub tag: String,
}

/// A wish: codes of a kind and a cadence.
#[derive(Clone)]
pub struct Wish {
    /// Code of the kind
    pub kind: String,
    /// Code of the cadence
    pub cadence: String,
}

/// The actor's preferences.
pub async fn show(app: &App, actor: Actor) -> Outcome<Preferences> {
    app.db.read(move |rx| load(rx, actor.member)).await
}

/// Stores the actor's wishes, if the preferences are still those that the person has seen. Kinds without a wish stay as they
/// are.
pub async fn change(app: &App, actor: Actor, seen: &str, wishes: &[Wish]) -> Outcome<Preferences> {
    let wishes = parse(wishes)?;
    let seen = seen.to_owned();
    app.db
        .chore(move |chore| {
            if load(chore, actor.member)?.tag != seen {
                return Err(Error::Refused(Refusal::Stale));
            }
            for (kind, cadence) in &wishes {
                notices::set_preference(chore, actor.member, kind.code(), cadence.code())?;
            }
            load(chore, actor.member)
        })
        .await
}

fn parse(wishes: &[Wish]) -> Outcome<Vec<(MailKind, Cadence)>> {
    let (mut parsed, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (index, Wish { kind, cadence }) in wishes.iter().enumerate() {
        let mut fault = |field: &str, fault| faults.push(FieldFault::new(format!("items.{index}.{field}"), fault));
        match (kind.parse::<MailKind>(), cadence.parse::<Cadence>()) {
            (Err(_), _) => fault("kind", Fault::UnknownCode),
            (Ok(kind), _) if !seen.insert(kind) => fault("kind", Fault::Duplicate),
            (Ok(_), Err(_)) => fault("cadence", Fault::UnknownCode),
            (Ok(kind), Ok(cadence)) if !kind.accepts(cadence) => fault("cadence", Fault::OutOfRange),
            (Ok(kind), Ok(cadence)) => parsed.push((kind, cadence)),
        }
    }
    valid(faults)?;
    Ok(parsed)
}

fn load(reads: &mut impl Reads, member: MemberId) -> Outcome<Preferences> {
    let chosen: BTreeMap<String, String> = notices::preferences(reads, member)?.into_iter().collect();
    let mut hasher = Sha256::new();
    let items = MailKind::ALL
        .iter()
        .map(|&kind| {
            let choices: Vec<Cadence> = Cadence::ALL
                .iter()
                .copied()
                .filter(|&cadence| kind.accepts(cadence))
                .collect();
            let cadence = chosen
                .get(kind.code())
                .and_then(|code| code.parse().ok())
                .filter(|cadence| choices.contains(cadence))
                .unwrap_or_else(|| kind.default_cadence());
            hasher.update(format!("{}={}\n", kind.code(), cadence.code()));
            Preference {
                kind: kind.code(),
                category: kind.category().code(),
                cadence: cadence.code(),
                choices: choices.into_iter().map(Cadence::code).collect(),
            }
        })
        .collect();
    let tag = hex::encode(hasher.finalize()).chars().take(32).collect();
    Ok(Preferences { items, tag })
}
