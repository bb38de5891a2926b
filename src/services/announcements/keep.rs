//! Writing, changing and removing an announcement. The ledger keeps the hash of what members were told, and when.

use crate::app::App;
use crate::domain::announcement::{Announcement, AnnouncementKind, BODY_MAX, TITLE_MAX};
use crate::domain::clock::Instant;
use crate::domain::ids::AnnouncementId;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::text::{Bilingual, Locale};
use crate::services::error::{Error, Outcome, valid};
use crate::services::undertakings::texts_in_both;
use crate::store::announcements;
use crate::store::db::{Audited, Reads, Recorded, Tx, Writes};
use chrono::Datelike;

/// What the secretariat wants members to read.
#[derive(Clone)]
pub struct Wording {
    /// What it is about
    pub kind: AnnouncementKind,
    /// Title
    pub title: Bilingual,
    /// Plain text
    pub body: Bilingual,
    /// From when it is shown; from now on if there is none
    pub shown_from: Option<Instant>,
    /// Until when; without end if there is none
    pub shown_until: Option<Instant>,
}

impl Wording {
    /// The announcement of this wording, in both languages and with an end after its beginning.
    fn lay_over(&self, base: Announcement) -> Outcome<Announcement> {
        let mut faults = Vec::new();
        let (title_ja, title_en) = texts_in_both("title", &self.title, TITLE_MAX, &mut faults);
        let (body_ja, body_en) = texts_in_both("body", &self.body, BODY_MAX, &mut faults);
        let shown_from = self.shown_from.unwrap_or(base.shown_from);
        for (field, at) in [("shown_from", Some(shown_from)), ("shown_until", self.shown_until)] {
            // Databases order and keep what lies within these years.
            if at.is_some_and(|at| !(2_000..3_000).contains(&at.year())) {
                faults.push(FieldFault::new(field, Fault::Malformed));
            }
        }
        if self.shown_until.is_some_and(|until| until <= shown_from) {
            faults.push(FieldFault::new("shown_until", Fault::DateOrder));
        }
        valid(faults)?;
        Ok(Announcement {
            kind: self.kind,
            title_ja,
            title_en,
            body_ja,
            body_en,
            shown_from,
            shown_until: self.shown_until,
            ..base
        })
    }
}

/// Makes an announcement.
pub async fn make(app: &App, actor: Actor, wording: Wording) -> Outcome<Announcement> {
    let doer = Doer::Member(actor.member, actor.organisation);
    app.db
        .write(move |tx| {
            let (announcement, recorded) = insert(tx, doer, &wording)?;
            Ok::<_, Error>(Audited::new(announcement, recorded))
        })
        .await
}

/// Makes an announcement within a transaction.
pub(in crate::services) fn insert(tx: &mut Tx<'_>, doer: Doer, wording: &Wording) -> Outcome<(Announcement, Recorded)> {
    let empty = Announcement {
        id: AnnouncementId::from_uuid(tx.new_uuid()),
        kind: wording.kind,
        title_ja: String::new(),
        title_en: String::new(),
        body_ja: String::new(),
        body_en: String::new(),
        shown_from: tx.now(),
        shown_until: None,
        version: 1,
        created_at: tx.now(),
    };
    let announcement = wording.lay_over(empty)?;
    announcements::insert(tx, &announcement)?;
    let recorded = tx.record(entry(EntryKind::AnnouncementMade, doer, &announcement));
    Ok((announcement, recorded))
}

/// Replaces what an announcement says, against the row version that the actor has seen.
pub async fn change(app: &App, actor: Actor, id: AnnouncementId, seen: i64, wording: Wording) -> Outcome<Announcement> {
    app.db
        .write(move |tx| {
            let mut announcement = wording.lay_over(held(tx, id, seen)?)?;
            announcements::update(tx, &mut announcement)?;
            let doer = Doer::Member(actor.member, actor.organisation);
            let recorded = tx.record(entry(EntryKind::AnnouncementChanged, doer, &announcement));
            Ok::<_, Error>(Audited::new(announcement, recorded))
        })
        .await
}

/// Removes an announcement. The ledger still knows the hash of what it said.
pub async fn remove(app: &App, actor: Actor, id: AnnouncementId, seen: i64) -> Outcome<()> {
    app.db
        .write(move |tx| {
            let announcement = held(tx, id, seen)?;
            announcements::remove(tx, id)?;
            let doer = Doer::Member(actor.member, actor.organisation);
            let recorded = tx.record(entry(EntryKind::AnnouncementRemoved, doer, &announcement));
            Ok::<_, Error>(Audited::new((), recorded))
        })
        .await
}

fn held(tx: &mut Tx<'_>, id: AnnouncementId, seen: i64) -> Outcome<Announcement> {
    let announcement = announcements::find(tx, id)?.ok_or(Refusal::NotFound)?;
    if announcement.version != seen {
        return Err(Refusal::Stale.into());
    }
    Ok(announcement)
}

fn entry(kind: EntryKind, doer: Doer, announcement: &Announcement) -> Entry {
    let subject = format!("announcement:{}", announcement.id);
    Entry::new(Log::Platform, kind, doer, subject)
        .fact("kind", announcement.kind.code())
        .fact("text_hash_ja", announcement.hash(Locale::Ja))
        .fact("text_hash_en", announcement.hash(Locale::En))
        .fact("shown_from", announcement.shown_from.to_rfc3339())
        .fact("shown_until", announcement.shown_until.map(|until| until.to_rfc3339()))
}
