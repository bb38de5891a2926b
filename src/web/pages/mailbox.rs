//! `GET /mailbox` and `GET /mailbox/{id}`: the mails of a demonstration.

use crate::app::App;
use crate::domain::clock::Instant;
use crate::domain::ids::MailId;
use crate::services::mailbox::{self, MailboxEntry, MailboxMessage};
use crate::web::body::Id;
use crate::web::caller::Reading;
use crate::web::error::{Answer, InLanguage};
use crate::web::pages::page;
use actix_web::{HttpResponse, web};
use minijinja::{Value, context};

pub(super) async fn list(app: web::Data<App>, reading: Reading) -> Answer<HttpResponse> {
    let entries = mailbox::list(&app).await.in_language(reading.0)?;
    let entries: Vec<Value> = entries.iter().map(entry).collect();
    page(
        "mailbox.html",
        "メールボックス / Mailbox – 縁 Enishi",
        context! { entries },
        reading.0,
    )
}

pub(super) async fn read(app: web::Data<App>, reading: Reading, id: Id<MailId>) -> Answer<HttpResponse> {
    let message = mailbox::read(&app, id.0).await.in_language(reading.0)?;
    let MailboxMessage {
        entry: head,
        from,
        text,
    } = message;
    let lines: Vec<Value> = text.lines().map(line).collect();
    let title = format!("{} – 縁 Enishi", head.subject);
    page(
        "message.html",
        &title,
        context! { entry => entry(&head), from, lines },
        reading.0,
    )
}

fn entry(entry: &MailboxEntry) -> Value {
    let MailboxEntry { id, date, to, subject } = entry;
    context! { id => id.to_string(), date => date.map(in_japan).unwrap_or_default(), to, subject }
}

fn in_japan(at: Instant) -> String {
    at.with_timezone(&chrono_tz::Asia::Tokyo)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}

/// A line that is nothing but a web address can be followed.
fn line(text: &str) -> Value {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    let link = is_web && !text.contains(char::is_whitespace);
    context! { text, link }
}
