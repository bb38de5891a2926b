//! Who hears of an introduction. Mails and notices name the target's reference number, which both sides know, and the way to
//! the introduction; never a word of it.

use crate::app::App;
use crate::domain::account::{MemberState, Role};
use crate::domain::ids::MemberId;
use crate::mail::kind::MailKind;
use crate::services::error::Outcome;
use crate::services::introductions::Case;
use crate::services::notify::{self, Event};
use crate::store::db::Writes;
use crate::store::members;

/// Something to tell: kind of mail, and what makes this event different from others of the introduction.
pub struct News {
    pub kind: MailKind,
    pub key: String,
    pub days: Option<u32>,
}

impl News {
    pub fn new(kind: MailKind, key: impl Into<String>) -> Self {
        Self {
            kind,
            key: key.into(),
            days: None,
        }
    }

    pub fn after(mut self, days: i64) -> Self {
        self.days = u32::try_from(days).ok();
        self
    }
}

/// Tells the team of the target.
pub fn answering_side(writes: &mut impl Writes, app: &App, case: &Case, news: &News) -> Outcome<()> {
    if case.is_withheld() {
        return Ok(());
    }
    let event = event(app, case, news, &case.target.listing.reference);
    for id in case.target.people() {
        notify::member(writes, app, id, &event)?;
    }
    Ok(())
}

/// Tells who asked and the team of the asking listing; if nobody of them is left, the organisation's members of that role.
pub fn asking_side(writes: &mut impl Writes, app: &App, case: &Case, news: &News) -> Outcome<()> {
    let event = event(app, case, news, &case.target.listing.reference);
    for id in asking_people(writes, case)? {
        notify::member(writes, app, id, &event)?;
    }
    Ok(())
}

/// Tells the team of the asking listing that a liaison proposes a contact for it.
pub fn proposal(writes: &mut impl Writes, app: &App, case: &Case) -> Outcome<()> {
    let Some(own) = &case.own else { return Ok(()) };
    let news = News::new(MailKind::IntroductionReceived, "proposed");
    let event = event(app, case, &news, &own.listing.reference);
    for id in own.people() {
        notify::member(writes, app, id, &event)?;
    }
    Ok(())
}

fn event(app: &App, case: &Case, news: &News, reference: &str) -> Event {
    let id = case.introduction.id;
    let mut event = Event::new(
        news.kind,
        format!("introduction:{id}:{}", news.key),
        format!("/introductions/{id}"),
        Some(reference),
    );
    event.days = news.days;
    event.date = matches!(
        news.kind,
        MailKind::IntroductionReceived | MailKind::IntroductionReminder
    )
    .then(|| case.answer_by(app));
    event
}

fn asking_people(writes: &mut impl Writes, case: &Case) -> Outcome<Vec<MemberId>> {
    let introduction = &case.introduction;
    let mut people = vec![introduction.requester];
    if let Some(own) = &case.own {
        people.extend(own.people().filter(|id| *id != introduction.requester));
        return Ok(people);
    }
    let Some(requester) = members::find(writes, introduction.requester)? else {
        return Ok(people);
    };
    if requester.state != MemberState::Active && matches!(requester.role, Role::Researcher | Role::Company) {
        let heirs = members::active_with_role(writes, requester.role, Some(introduction.requester_organisation))?;
        return Ok(heirs.into_iter().map(|member| member.id).collect());
    }
    Ok(people)
}
