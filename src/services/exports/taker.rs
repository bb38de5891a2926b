//! Who takes a file along, and when.

use crate::app::App;
use crate::domain::clock::{Instant, minute_in_japan};
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::text::{Bilingual, Locale};
use crate::services::error::{Error, Outcome};
use crate::store::db::Reads;
use crate::store::{members, organisations};

/// Who takes a file along, and when.
pub(super) struct Taker {
    /// Name and organisation
    pub who: String,
    /// When, as clocks in Japan show it
    pub when: String,
    /// The same
    pub at: Instant,
}

impl Taker {
    /// The actor, now.
    pub(super) async fn of(app: &App, actor: &Actor, locale: Locale) -> Outcome<Self> {
        let actor = actor.clone();
        app.db
            .read(move |rx| {
                let member = members::find(rx, actor.member)?.ok_or(Refusal::Unauthenticated)?;
                let home = organisations::find(rx, actor.organisation)?.ok_or(Refusal::Unauthenticated)?;
                let name = Bilingual::both(member.name_ja, member.name_en);
                let said = |text: &Bilingual| text.prefer(locale).unwrap_or_default().to_owned();
                let (name, home) = (said(&name), said(&home.name()));
                let who = match locale {
                    Locale::Ja => format!("{name}（{home}）"),
                    Locale::En => format!("{name} ({home})"),
                };
                Ok::<_, Error>(Self {
                    who,
                    when: minute_in_japan(rx.now()),
                    at: rx.now(),
                })
            })
            .await
    }

    /// Both in one line.
    pub(super) fn mark(&self) -> String {
        format!("{} {}", self.who, self.when)
    }

    /// The time as part of a file's name.
    pub(super) fn in_name(&self) -> String {
        self.when.chars().filter(char::is_ascii_digit).collect()
    }
}
