//! A scratch instance: a university that lists, a company that looks, in a folder of its own, and otherwise as configured.

use crate::app::App;
use crate::config::Config;
use crate::domain::account::{Member, OrganisationKind, Role};
use crate::domain::ids::{ListingId, SessionId};
use crate::domain::listing::ListingKind;
use crate::domain::policy::Actor;
use crate::domain::text::{Bilingual, Locale};
use crate::mail::settings::{FileSettings, TransportKind};
use crate::services::bootstrap::{self, NewMember};
use crate::services::error::{Error, Outcome};
use crate::services::import::{self, Report, Target};
use crate::services::indexing::{follow, statistics};
use crate::services::operator::undertakings::{self, UndertakingFile};
use crate::services::organisations::NewOrganisation;
use crate::services::undertakings::{Consent, accept};
use crate::store::{import_keys, migrations, sessions};
use secrecy::SecretString;
use std::collections::HashMap;
use std::io::BufRead;
use std::path::Path;

const UNIVERSITY: &str = "Evaluation University";

/// Records in one transaction, as the import has it.
const BATCH: usize = 1_000;

/// The settings of an instance that leaves no trace outside of a folder.
#[must_use]
pub fn settings(mut config: Config, folder: &Path) -> Config {
    config.database.url = format!("sqlite://{}", folder.join("enishi.sqlite3").display());
    config.search.directory = folder.join("search");
    config.auth.signing_key_file = folder.join("signing-key.pem");
    config.ledger.signing_key_file = folder.join("ledger-key.pem");
    config.mail.transport = TransportKind::File;
    config.mail.file = Some(FileSettings {
        directory: folder.join("mail"),
    });
    config.server.metrics_token_file = None;
    config
}

/// Makes the tables, the two organisations and their members; returns the company's. Blocks.
pub fn furnish(app: &App) -> Outcome<Member> {
    migrations::run(&app.db)?;
    member(app, OrganisationKind::University, UNIVERSITY, Role::Researcher)?;
    member(
        app,
        OrganisationKind::Pharma,
        "Evaluation Pharmaceutical",
        Role::Company,
    )
}

fn member(app: &App, kind: OrganisationKind, name: &str, role: Role) -> Outcome<Member> {
    let domain = format!("{}.example", kind.code());
    let new = NewOrganisation {
        kind,
        name: Bilingual::both(name, name),
        email_domains: vec![domain.clone()],
        four_eyes: false,
        institution_review: false,
        liaison: None,
    };
    let home = bootstrap::organisation(app, &new)?;
    let person = NewMember {
        organisation: home.id,
        email: format!("e.valuator@{domain}"),
        name: Bilingual::both("評価 太郎", "Taro Hyoka"),
        role,
        locale: Locale::En,
        institution_reviewer: false,
    };
    let password = SecretString::from(hex::encode(app.db.entropy().secret()));
    bootstrap::member(app, &person, &password)
}

/// The company's member at work: bound by the undertaking, like everybody who searches.
pub async fn actor(app: &App, member: &Member) -> Outcome<Actor> {
    let undertaking = undertakings::publish(app, &UndertakingFile::built_in()?)?;
    let consent = Consent {
        text_hash: undertaking.hash(member.locale),
        locale: member.locale,
    };
    accept(app, load(app, member)?, undertaking.id, consent).await?;
    load(app, member)
}

fn load(app: &App, member: &Member) -> Outcome<Actor> {
    let actor = app.db.read_blocking(|rx| {
        let session = SessionId::from_uuid(app.db.entropy().uuid());
        Ok::<_, Error>(sessions::actor_of(rx, member.id, session)?)
    })?;
    actor.ok_or_else(|| Error::internal("the company's member is not active"))
}

/// Whose seeds the corpus becomes. Blocks.
pub fn target(app: &App) -> Outcome<Target> {
    import::target(app, ListingKind::Seed, UNIVERSITY, None, false)
}

/// Imports the corpus. `progress` hears how many bytes are done. Blocks.
pub fn fill(app: &App, target: &Target, corpus: impl BufRead + Send, progress: impl Fn(u64)) -> Outcome<Report> {
    import::run(app, target, BATCH, corpus, progress)
}

/// Indexes what was imported and freezes the statistics. `progress` hears how many listings are indexed, of how many. Blocks.
pub fn index(app: &App, progress: impl Fn(u64, u64)) -> Outcome<()> {
    let all = u64::try_from(follow::lag(app)?).unwrap_or_default();
    while follow::follow(app)? > 0 {
        let left = u64::try_from(follow::lag(app)?).unwrap_or_default();
        progress(all.saturating_sub(left), all);
    }
    statistics::refresh(app)
}

/// Which document each listing came from. Blocks.
pub fn documents(app: &App, target: &Target) -> Outcome<HashMap<ListingId, String>> {
    let imported = app
        .db
        .read_blocking(|rx| Ok::<_, Error>(import_keys::all(rx, target.organisation.id)?))?;
    Ok(imported
        .into_iter()
        .map(|(external, listing)| (listing, external))
        .collect())
}
