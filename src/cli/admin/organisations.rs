//! `enishi admin create-organisation` and `list-organisations`.

use crate::app::App;
use crate::cli::admin::code;
use crate::cli::context::{explain, say};
use crate::domain::account::OrganisationKind;
use crate::domain::text::Bilingual;
use crate::services::bootstrap;
use crate::services::operator::lookup;
use crate::services::organisations::NewOrganisation;

fn kind(text: &str) -> Result<OrganisationKind, String> {
    code(OrganisationKind::ALL, text, |kind| kind.code())
}

/// Add an organisation to the consortium
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  enishi admin create-organisation --kind university --name-ja 月読大学 --name-en 'Tsukuyomi University' \\
      --domain tsukuyomi-u.example --liaison k.enikawa@liaison-office.example")]
pub struct Create {
    /// What it is: university, hospital, research_institute, tlo, pharma, venture, vc, liaison_office, secretariat
    #[arg(long, value_parser = kind)]
    kind: OrganisationKind,
    /// Name in Japanese
    #[arg(long)]
    name_ja: String,
    /// Name in English
    #[arg(long)]
    name_en: String,
    /// Domain of its members' addresses, subdomains included; may be given several times
    #[arg(long = "domain", value_name = "DOMAIN", required = true)]
    domains: Vec<String>,
    /// Address of the liaison in charge of its listings
    #[arg(long, value_name = "EMAIL")]
    liaison: Option<String>,
    /// Publication takes a second liaison
    #[arg(long)]
    four_eyes: bool,
    /// Listings pass a reviewer of the institution before the liaison
    #[arg(long)]
    institution_review: bool,
}

impl Create {
    /// Adds it.
    pub fn run(&self, app: &App) -> anyhow::Result<()> {
        let liaison = self.liaison.as_deref();
        let liaison = liaison
            .map(|address| lookup::liaison(app, address))
            .transpose()
            .map_err(explain)?;
        let new = NewOrganisation {
            kind: self.kind,
            name: Bilingual::both(&self.name_ja, &self.name_en),
            email_domains: self.domains.clone(),
            four_eyes: self.four_eyes,
            institution_review: self.institution_review,
            liaison: liaison.map(|member| member.id),
        };
        let organisation = bootstrap::organisation(app, &new).map_err(explain)?;
        Ok(say(format!(
            "Created organisation {} ({})",
            organisation.name_en, organisation.id
        ))?)
    }
}

/// List the organisations: id, kind, state, names
#[derive(clap::Args)]
pub struct List {}

impl List {
    /// One line each.
    pub fn run(&self, app: &App) -> anyhow::Result<()> {
        for organisation in lookup::organisations(app).map_err(explain)? {
            say(format!(
                "{}\t{}\t{}\t{}\t{}",
                organisation.id, organisation.kind, organisation.state, organisation.name_en, organisation.name_ja
            ))?;
        }
        Ok(())
    }
}
