//! `enishi admin`: what somebody at the machine may do. Every act is entered in the ledger as the operator's.

mod members;
mod organisations;
mod password;
mod tasks;
mod undertakings;

use crate::cli::context::Files;

/// Organisations, members, undertakings and queue from the command line
#[derive(clap::Args)]
#[command(after_help = "\
The first steps of an installation:
  enishi migrate
  enishi admin publish-undertaking --built-in
  enishi admin create-organisation --kind secretariat --name-ja 事務局 --name-en Secretariat --domain example.ac.jp
  enishi admin create-member --organisation Secretariat --role secretariat --email hanako@example.ac.jp \\
      --name-ja '山田 花子' --name-en 'Hanako Yamada'
Everybody else applies on the web site and is vetted there by two persons of the secretariat.")]
pub struct Admin {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    CreateOrganisation(organisations::Create),
    ListOrganisations(organisations::List),
    CreateMember(members::Create),
    ListMembers(members::List),
    SuspendMember(members::Suspend),
    ReinstateMember(members::Reinstate),
    SetPassword(members::SetPassword),
    PublishUndertaking(undertakings::Publish),
    ListTasks(tasks::List),
    ReviveTask(tasks::Revive),
}

impl Admin {
    /// Runs one act.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        let app = files.open()?;
        match &self.command {
            Command::CreateOrganisation(command) => command.run(&app),
            Command::ListOrganisations(command) => command.run(&app),
            Command::CreateMember(command) => command.run(&app),
            Command::ListMembers(command) => command.run(&app),
            Command::SuspendMember(command) => command.run(&app),
            Command::ReinstateMember(command) => command.run(&app),
            Command::SetPassword(command) => command.run(&app),
            Command::PublishUndertaking(command) => command.run(&app),
            Command::ListTasks(command) => command.run(&app),
            Command::ReviveTask(command) => command.run(&app),
        }
    }
}

/// A code of an enum as an argument, with the choices in the message of a wrong one.
fn code<T>(all: &[T], text: &str, name: impl Fn(&T) -> &'static str) -> Result<T, String>
where
    T: Copy,
{
    let found = all.iter().find(|value| name(value) == text);
    let choices = || all.iter().map(&name).collect::<Vec<_>>().join(", ");
    found.copied().ok_or_else(|| format!("write one of: {}", choices()))
}
