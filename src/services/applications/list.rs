//! What the secretariat sees of applications.

use crate::app::App;
use crate::domain::account::{Member, Organisation};
use crate::domain::clock::Instant;
use crate::domain::ids::{ApplicationId, MemberId};
use crate::domain::membership::{Affiliation, Application, ApplicationState, Invitation, Vetting, VettingDecision};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::services::error::{Error, Outcome};
use crate::services::paging::{Asked, Page, Turn};
use crate::store::db::Reads;
use crate::store::{applications, invitations, members, organisations};

/// An application in a list.
pub struct Listed {
    /// The application
    pub application: Application,
    /// The organisation of the consortium that it names
    pub organisation: Option<Organisation>,
    /// Approvals so far
    pub approvals: usize,
    /// Whether the reader has decided about it
    pub decided_by_me: bool,
}

/// An application in full.
pub struct Detail {
    /// As in a list
    pub listed: Listed,
    /// The decisions, with who made them
    pub vettings: Vec<(Vetting, Option<Member>)>,
    /// Organisations of the consortium to which the address or the name points, where the applicant named a new one
    pub similar: Vec<Organisation>,
    /// The newest invitation
    pub invitation: Option<Invitation>,
}

impl Listed {
    fn load(reads: &mut impl Reads, reader: MemberId, application: Application) -> Outcome<(Self, Vec<Vetting>)> {
        let organisation = match application.affiliation {
            Affiliation::Existing(id) => organisations::find(reads, id)?,
            Affiliation::New(_) => None,
        };
        let vettings = applications::vettings(reads, application.id)?;
        let approvals = vettings
            .iter()
            .filter(|vetting| vetting.decision == VettingDecision::Approve)
            .count();
        let decided_by_me = vettings.iter().any(|vetting| vetting.member == reader);
        let listed = Self {
            application,
            organisation,
            approvals,
            decided_by_me,
        };
        Ok((listed, vettings))
    }
}

impl Detail {
    pub(super) fn load(reads: &mut impl Reads, reader: MemberId, application: Application) -> Outcome<Self> {
        let similar = similar(reads, &application)?;
        let invitation = invitations::latest_of(reads, application.id)?;
        let (listed, decisions) = Listed::load(reads, reader, application)?;
        let mut vettings = Vec::new();
        for vetting in decisions {
            let by = members::find(reads, vetting.member)?;
            vettings.push((vetting, by));
        }
        Ok(Self {
            listed,
            vettings,
            similar,
            invitation,
        })
    }
}

fn similar(reads: &mut impl Reads, application: &Application) -> Outcome<Vec<Organisation>> {
    let Affiliation::New(named) = &application.affiliation else {
        return Ok(Vec::new());
    };
    let domain = application.email.domain();
    let under = |parent: &String| domain == parent || domain.ends_with(&format!(".{parent}"));
    let all = organisations::all(reads)?;
    let points_to = |organisation: &Organisation| {
        organisation.email_domains.iter().any(under)
            || organisation.name_ja == named.name_ja
            || organisation.name_en == named.name_en
    };
    Ok(all.into_iter().filter(points_to).collect())
}

/// Applications in a state, or all, oldest first.
pub async fn list(app: &App, actor: &Actor, state: Option<ApplicationState>, asked: Asked) -> Outcome<Page<Listed>> {
    let turn = Turn::new(app, actor.member, ("applications", state), asked)?;
    let (after, fetch) = (turn.after::<(Instant, ApplicationId)>()?, turn.fetch());
    let reader = actor.member;
    let rows = app
        .db
        .read(move |rx| {
            let mut listed = Vec::new();
            for application in applications::page(rx, state, after, fetch)? {
                listed.push(Listed::load(rx, reader, application)?.0);
            }
            Ok::<_, Error>(listed)
        })
        .await?;
    turn.page(rows, |row| (row.application.created_at, row.application.id))
}

/// One application.
pub async fn show(app: &App, actor: &Actor, id: ApplicationId) -> Outcome<Detail> {
    let reader = actor.member;
    app.db
        .read(move |rx| {
            let application = applications::find(rx, id)?.ok_or(Refusal::NotFound)?;
            Detail::load(rx, reader, application)
        })
        .await
}
