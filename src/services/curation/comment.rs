//! A remark on a version or one of its fields.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::{CommentId, ListingId};
use crate::domain::ledger::EntryKind;
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::text::Bilingual;
use crate::services::curation::fields;
use crate::services::error::{Error, Outcome, valid};
use crate::services::listings::{doer, entry, team};
use crate::store::comments::{self, Comment};
use crate::store::db::{Audited, Reads, Writes};
use crate::store::{members, versions};

const LONGEST: usize = 2_000;

/// What somebody of the owner's side says. It has no `Debug`.
#[derive(Clone)]
pub struct Remark {
    /// On which field, or on the whole
    pub field: Option<String>,
    /// The words
    pub body: String,
}

/// A comment as the owner's side reads it. It has no `Debug`.
pub struct Shown {
    /// Identity
    pub id: CommentId,
    /// Number of the version it was made on
    pub version: i32,
    /// On which field
    pub field: Option<String>,
    /// The words
    pub body: String,
    /// Name of its author
    pub author: Option<Bilingual>,
    /// Whether the reader wrote it
    pub own: bool,
    /// When
    pub created_at: Instant,
    /// When it was settled
    pub resolved_at: Option<Instant>,
}

/// Adds a comment on the newest submitted version.
pub async fn add(app: &App, actor: Actor, id: ListingId, remark: Remark) -> Outcome<Shown> {
    app.db
        .write(move |tx| {
            let listing = team::inside(tx, &actor, id)?.listing;
            let version = listing.submitted.filter(|_| !listing.state.is_final());
            let version = version.ok_or(Refusal::WrongState)?;
            let body = remark.body.trim();
            let mut faults = Vec::new();
            if body.is_empty() {
                faults.push(FieldFault::new("body", Fault::Required));
            } else if body.chars().count() > LONGEST {
                faults.push(FieldFault::with_limit("body", Fault::TooLong, 2_000));
            }
            let known = |name: &String| fields(listing.kind).iter().any(|field| field.name == name);
            if !remark.field.as_ref().is_none_or(known) {
                faults.push(FieldFault::new("field", Fault::UnknownField));
            }
            valid(faults)?;
            let comment = Comment {
                id: CommentId::from_uuid(tx.new_uuid()),
                listing: id,
                version,
                field: remark.field.clone(),
                body: body.to_owned(),
                author: actor.member,
                created_at: tx.now(),
                resolved_at: None,
            };
            comments::insert(tx, &comment)?;
            let made = entry(&listing, EntryKind::CommentMade, doer(&actor))
                .fact("comment", comment.id.to_string())
                .fact("version", version.to_string())
                .fact("field", comment.field.clone());
            let shown = show(tx, &actor, comment)?;
            Ok::<_, Error>(Audited::new(shown, tx.record(made)))
        })
        .await
}

/// A stored comment as the owner's side reads it.
pub(super) fn show(reads: &mut impl Reads, actor: &Actor, comment: Comment) -> Outcome<Shown> {
    let Comment {
        id,
        listing: _,
        version,
        field,
        body,
        author,
        created_at,
        resolved_at,
    } = comment;
    let made_on = versions::find(reads, version)?;
    let writer = members::find(reads, author)?;
    Ok(Shown {
        id,
        version: made_on.map_or(0, |version| version.number),
        field,
        body,
        author: writer.map(|member| Bilingual::both(member.name_ja, member.name_en)),
        own: author == actor.member,
        created_at,
        resolved_at,
    })
}
