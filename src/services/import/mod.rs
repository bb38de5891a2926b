//! Import of JSON Lines as published seeds or needs of one organisation: idempotent by the records' identifiers, so that an interrupted
//! import is continued by starting it again.

mod batch;
mod lines;
mod record;
mod text;

pub use self::record::Wrong;

use self::lines::Lines;
use self::record::{Record, record};
use crate::app::App;
use crate::domain::account::{Member, MemberState, Organisation, OrganisationState, Role};
use crate::domain::ids::MemberId;
use crate::domain::listing::{ListingKind, NeedVisibility};
use crate::domain::problem::{Fault, FieldFault};
use crate::services::error::{Error, Outcome};
use crate::services::indexing::statistics;
use crate::services::operator::lookup;
use crate::store::members;
use std::collections::{BTreeSet, HashMap};
use std::io::BufRead;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// Whose listings they become, and how.
#[derive(Clone)]
pub struct Target {
    /// What they become; needs are open ones
    pub kind: ListingKind,
    /// The organisation
    pub organisation: Organisation,
    /// The member who owns them
    pub owner: MemberId,
    /// Look for candidates of what is new
    pub matching: bool,
}

impl Target {
    /// Who may know whose a need is.
    const fn visibility(&self) -> Option<NeedVisibility> {
        match self.kind {
            ListingKind::Seed => None,
            ListingKind::Need => Some(NeedVisibility::Open),
        }
    }
}

/// How many records came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New listings
    pub created: u64,
    /// New versions of listings that were imported before
    pub changed: u64,
    /// Were there already
    pub unchanged: u64,
    /// Changed in the file, but worked on in Enishi since: left as they are
    pub left_alone: u64,
}

impl Counts {
    const fn add(&mut self, other: Self) {
        let Self {
            created,
            changed,
            unchanged,
            left_alone,
        } = other;
        self.created += created;
        self.changed += changed;
        self.unchanged += unchanged;
        self.left_alone += left_alone;
    }
}

/// A line that was not imported.
pub struct Refused {
    /// Its number
    pub line: u64,
    /// Why
    pub wrong: Wrong,
}

/// What came of a file.
#[derive(Default)]
pub struct Report {
    /// How many records came to what
    pub counts: Counts,
    /// The first lines that were not imported
    pub refused: Vec<Refused>,
    /// How many lines were not imported
    pub refused_count: u64,
    /// Names of fields that mean nothing here
    pub ignored: BTreeSet<String>,
}

/// So many refused lines are reported one by one.
const MOST_REPORTED: usize = 1_000;

/// Finds the organisation and the owner: the given one, else the organisation's first active member by name who may own such
/// listings: a researcher owns seeds, a company's member needs.
pub fn target(
    app: &App,
    kind: ListingKind,
    organisation: &str,
    owner: Option<&str>,
    matching: bool,
) -> Outcome<Target> {
    let role = match kind {
        ListingKind::Seed => Role::Researcher,
        ListingKind::Need => Role::Company,
    };
    let organisation = lookup::organisation(app, organisation)?;
    if organisation.state != OrganisationState::Active {
        return Err(Error::field(FieldFault::new("organisation", Fault::UnknownReference)));
    }
    let owner = app.db.read_blocking(|rx| match owner {
        Some(address) => lookup::member(rx, "owner", address).map(Some),
        None => {
            let owners = members::active_with_role(rx, role, Some(organisation.id))?;
            Ok(owners.into_iter().next())
        }
    })?;
    let fits = |member: &Member| {
        member.organisation == organisation.id && member.state == MemberState::Active && member.role == role
    };
    let owner = owner
        .filter(fits)
        .ok_or_else(|| Error::field(FieldFault::new("owner", Fault::UnknownReference)))?;
    Ok(Target {
        kind,
        organisation,
        owner: owner.id,
        matching,
    })
}

/// Imports line by line, `size` records in a transaction. `progress` hears how many bytes are read and done.
pub fn run(
    app: &App,
    target: &Target,
    size: usize,
    reader: impl BufRead + Send,
    progress: impl Fn(u64),
) -> Outcome<Report> {
    let report = all(app, target, size, reader, progress);
    // Also after one that broke off: what it stored stays.
    statistics::refresh_soon(app)?;
    report
}

/// Records that are stored together, and how many bytes are read when they are.
struct Batch {
    records: Vec<Record>,
    read: u64,
}

/// One thread reads the next batch while this one stores the last.
fn all(
    app: &App,
    target: &Target,
    size: usize,
    reader: impl BufRead + Send,
    progress: impl Fn(u64),
) -> Outcome<Report> {
    thread::scope(|scope| {
        let (full, batches) = sync_channel(1);
        let reading = scope.spawn(move || read(app, target, size, reader, &full));
        let mut counts = Counts::default();
        for Batch { records, read } in batches {
            if !records.is_empty() {
                counts.add(batch::write(app, target, &records)?);
            }
            progress(read);
        }
        let read = reading.join().map_err(|_| Error::internal("reading broke off"))?;
        let mut report = read?;
        report.counts.add(counts);
        Ok(report)
    })
}

/// Reads to the end, or until nobody wants what is read.
fn read(app: &App, target: &Target, size: usize, reader: impl BufRead, full: &SyncSender<Batch>) -> Outcome<Report> {
    let mut lines = Lines::new(reader);
    let mut report = Report::default();
    let mut records: Vec<Record> = Vec::with_capacity(size);
    let mut seen = HashMap::new();
    while let Some(line) = lines
        .next()
        .map_err(|error| Error::internal(format!("reading: {error}")))?
    {
        if line.bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let read = if line.too_long {
            Err(Wrong::TooLong)
        } else {
            record(&line.bytes, target.kind, &app.vocabularies, &mut report.ignored)
        };
        // Only the last line can be cut off; elsewhere a bracket is missing.
        let read = read.map_err(|wrong| match wrong {
            Wrong::CutOff if line.ended => Wrong::NotJson(line.bytes.len()),
            wrong => wrong,
        });
        let read = read.and_then(|record| match seen.get(&record.external) {
            Some((_, hash)) if *hash == record.hash => Ok(None),
            Some((first, _)) => Err(Wrong::Repeated(*first)),
            None => {
                seen.insert(record.external.clone(), (line.number, record.hash.clone()));
                Ok(Some(record))
            }
        });
        match read {
            Ok(Some(record)) => records.push(record),
            Ok(None) => report.counts.unchanged += 1,
            Err(wrong) => report.refuse(line.number, wrong),
        }
        if records.len() >= size {
            let read = lines.read();
            let records = std::mem::replace(&mut records, Vec::with_capacity(size));
            if full.send(Batch { records, read }).is_err() {
                return Ok(report);
            }
        }
    }
    // Nobody there means that storing failed, and says so itself.
    let _heard = full.send(Batch {
        records,
        read: lines.read(),
    });
    Ok(report)
}

impl Report {
    fn refuse(&mut self, line: u64, wrong: Wrong) {
        self.refused_count += 1;
        if self.refused.len() < MOST_REPORTED {
            self.refused.push(Refused { line, wrong });
        }
    }
}
