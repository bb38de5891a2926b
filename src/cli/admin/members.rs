//! `enishi admin create-member`, `list-members`, `suspend-member`, `reinstate-member` and `set-password`.

use crate::app::App;
use crate::cli::admin::code;
use crate::cli::admin::password::Source;
use crate::cli::context::{explain, say};
use crate::domain::account::Role;
use crate::domain::membership::AccessReason;
use crate::domain::text::{Bilingual, Locale};
use crate::services::bootstrap::{self, NewMember};
use crate::services::members::Step;
use crate::services::operator::{lookup, members};

fn role(text: &str) -> Result<Role, String> {
    code(Role::ALL, text, |role| role.code())
}

fn locale(text: &str) -> Result<Locale, String> {
    code(Locale::ALL, text, |locale| locale.code())
}

fn reason(text: &str) -> Result<AccessReason, String> {
    code(AccessReason::ALL, text, |reason| reason.code())
}

/// Add a member without application and vetting: for the first persons of an installation
#[derive(clap::Args)]
#[command(after_help = "\
The person signs in with the password that is printed (once) and accepts the undertaking personally.

Example:
  enishi admin create-member --organisation Secretariat --role secretariat --email hanako@example.ac.jp \\
      --name-ja '山田 花子' --name-en 'Hanako Yamada'")]
pub struct Create {
    /// Japanese or English name of the organisation
    #[arg(long, value_name = "NAME")]
    organisation: String,
    /// Personal institutional address
    #[arg(long)]
    email: String,
    /// Name in Japanese
    #[arg(long)]
    name_ja: String,
    /// Name in English
    #[arg(long)]
    name_en: String,
    /// What the person does: researcher, company, liaison, secretariat, auditor
    #[arg(long, value_parser = role)]
    role: Role,
    /// Language of screens and mails: ja or en
    #[arg(long, default_value = "ja", value_parser = locale)]
    locale: Locale,
    /// The person reviews the institution's listings before the liaison does
    #[arg(long)]
    institution_reviewer: bool,
    #[command(flatten)]
    password: Source,
}

impl Create {
    /// Adds the person.
    pub fn run(&self, app: &App) -> anyhow::Result<()> {
        let home = lookup::organisation(app, &self.organisation).map_err(explain)?;
        let chosen = self.password.choose(app)?;
        let new = NewMember {
            organisation: home.id,
            email: self.email.clone(),
            name: Bilingual::both(&self.name_ja, &self.name_en),
            role: self.role,
            locale: self.locale,
            institution_reviewer: self.institution_reviewer,
        };
        let member = bootstrap::member(app, &new, &chosen.password).map_err(explain)?;
        say(format!("Created member {} ({})", member.name_en, member.id))?;
        Ok(chosen.print_once()?)
    }
}

/// List the members: id, role, state, address, name, organisation
#[derive(clap::Args)]
pub struct List {}

impl List {
    /// One line each.
    pub fn run(&self, app: &App) -> anyhow::Result<()> {
        let homes = lookup::organisations(app).map_err(explain)?;
        for member in lookup::members(app).map_err(explain)? {
            let home = homes.iter().find(|home| home.id == member.organisation);
            let home = home.map(|home| home.name_en.as_str()).unwrap_or_default();
            let (id, role, state) = (member.id, member.role, member.state);
            let (email, name) = (member.email.as_str(), &member.name_en);
            say(format!("{id}\t{role}\t{state}\t{email}\t{name}\t{home}"))?;
        }
        Ok(())
    }
}

/// Shut a member out at once: every session ends
#[derive(clap::Args)]
pub struct Suspend {
    /// The member's address
    email: String,
    /// Why: own_request, left_organisation, organisation_left, security, suspected_breach, inactive, other
    #[arg(long, default_value = "security", value_parser = reason)]
    reason: AccessReason,
}

impl Suspend {
    /// Suspends.
    pub fn run(&self, app: &App) -> anyhow::Result<()> {
        let member = members::step(app, &self.email, Step::Suspend, self.reason).map_err(explain)?;
        Ok(say(format!("Suspended {} ({})", member.name_en, member.id))?)
    }
}

/// Let a suspended member in again
#[derive(clap::Args)]
pub struct Reinstate {
    /// The member's address
    email: String,
}

impl Reinstate {
    /// Reinstates.
    pub fn run(&self, app: &App) -> anyhow::Result<()> {
        let member = members::step(app, &self.email, Step::Reinstate, AccessReason::Cleared).map_err(explain)?;
        Ok(say(format!("Reinstated {} ({})", member.name_en, member.id))?)
    }
}

/// Give a member a new password; every session ends
#[derive(clap::Args)]
pub struct SetPassword {
    /// The member's address
    email: String,
    #[command(flatten)]
    password: Source,
}

impl SetPassword {
    /// Sets it.
    pub fn run(&self, app: &App) -> anyhow::Result<()> {
        let chosen = self.password.choose(app)?;
        let member = members::set_password(app, &self.email, &chosen.password).map_err(explain)?;
        say(format!("New password for {} ({})", member.name_en, member.id))?;
        Ok(chosen.print_once()?)
    }
}
