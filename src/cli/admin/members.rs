//! `enishi admin create-member`, `list-members`, `suspend-member`, `reinstate-member` and `set-password`.

use crate::cli::admin::code;
use crate::cli::admin::password::{Chosen, Source};
use crate::cli::context::{explain, say};
use crate::config::Config;
use crate::domain::account::Role;
use crate::domain::text::Locale;
use crate::services::operator::members::{self, NewMember};
use crate::store::db::Db;

fn role(text: &str) -> Result<Role, String> {
    code(Role::ALL, text, |role| role.code())
}

fn locale(text: &str) -> Result<Locale, String> {
    code(Locale::ALL, text, |locale| locale.code())
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
    pub fn run(&self, config: &Config, db: &Db) -> anyhow::Result<()> {
        let own_words = [self.email.as_str(), &self.name_en, &self.organisation];
        let Chosen { hash, made_up } = self.password.choose(config, db, &own_words)?;
        let new = NewMember {
            organisation: self.organisation.trim().to_owned(),
            email: self.email.clone(),
            name_ja: self.name_ja.trim().to_owned(),
            name_en: self.name_en.trim().to_owned(),
            role: self.role,
            locale: self.locale,
            institution_reviewer: self.institution_reviewer,
            password_hash: hash,
        };
        let member = members::create(db, &config.members.address_policy(), &new).map_err(explain)?;
        say(format!("Created member {} ({})", member.name_en, member.id))?;
        print_once(made_up)
    }
}

fn print_once(made_up: Option<String>) -> anyhow::Result<()> {
    if let Some(password) = made_up {
        say(format!("Password (shown only now): {password}"))?;
    }
    Ok(())
}

/// List the members: id, role, state, address, name, organisation
#[derive(clap::Args)]
pub struct List {}

impl List {
    /// One line each.
    pub fn run(&self, db: &Db) -> anyhow::Result<()> {
        for (member, home) in members::all(db).map_err(explain)? {
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
}

impl Suspend {
    /// Suspends.
    pub fn run(&self, db: &Db) -> anyhow::Result<()> {
        let member = members::set_suspended(db, &self.email, true).map_err(explain)?;
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
    pub fn run(&self, db: &Db) -> anyhow::Result<()> {
        let member = members::set_suspended(db, &self.email, false).map_err(explain)?;
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
    pub fn run(&self, config: &Config, db: &Db) -> anyhow::Result<()> {
        let Chosen { hash, made_up } = self.password.choose(config, db, &[&self.email])?;
        let member = members::set_password(db, &self.email, &hash).map_err(explain)?;
        say(format!("New password for {} ({})", member.name_en, member.id))?;
        print_once(made_up)
    }
}
