//! What the tests of this room start from.

use crate::smtp_sink::SmtpSink;
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use enishi::domain::ids::MailId;
use enishi::mail::*;
use uuid::Uuid;

pub const ADDRESS: &str = "taro.yamada@minato-med.example.jp";

pub fn link(path: &str) -> Link {
    Link::parse(&format!("https://enishi.example.jp/{path}")).unwrap()
}

pub fn reference(text: &str) -> Reference {
    Reference::parse(text).unwrap()
}

pub fn footer() -> Footer {
    Footer {
        preferences: link("settings/mail"),
        unsubscribe: link("u?t=dG9rZW4&v=1"),
    }
}

pub fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 4, 1, 5, 3, 0).unwrap()
}

pub fn context() -> MailContext {
    MailContext::new(RecipientName::parse("山田 太郎").unwrap())
        .reference(reference("S-7K3M-92QX"))
        .references(vec![reference("S-7K3M-92QX"), reference("N-4H8P-11CD")])
        .link(link("seeds/S-7K3M-92QX"))
        .count(3)
        .date(NaiveDate::from_ymd_opt(2026, 4, 15).unwrap())
        .days(14)
        .at(at())
}

pub fn settings(text: &str) -> MailSettings {
    toml::from_str(&format!("from = \"縁 Enishi <no-reply@enishi.example.jp>\"\n{text}")).unwrap()
}

pub fn composer() -> Composer {
    Composer::new(&settings("transport = \"memory\"")).unwrap()
}

pub fn compose(number: u128, kind: MailKind, language: Language, context: &MailContext) -> OutgoingMail {
    let id = MailId::from_uuid(Uuid::from_u128(number));
    let footer = footer();
    let draft = Draft {
        id,
        kind,
        language,
        to: ADDRESS,
        context,
        footer: Some(&footer),
        date: at(),
    };
    composer().compose(&draft).unwrap()
}

pub fn mail(number: u128) -> OutgoingMail {
    compose(number, MailKind::CandidateNew, Language::Ja, &context())
}

pub fn smtp_settings(sink: &SmtpSink, more: &str) -> MailSettings {
    let port = sink.address.port();
    settings(&format!(
        "transport = \"smtp\"\n[smtp]\nhost = \"localhost\"\nport = {port}\nhello_name = \"test.example.jp\"\n\
         timeout_seconds = 1\nconfirmation_timeout_seconds = 1\n{more}"
    ))
}

pub fn plain(sink: &SmtpSink) -> Mailer {
    Mailer::from_settings(&smtp_settings(sink, "tls = \"none\"")).unwrap()
}

pub fn headers_and_body(mail: &OutgoingMail) -> (Vec<String>, String) {
    let text = String::from_utf8(mail.bytes().to_vec()).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (
        head.replace("\r\n ", " ").split("\r\n").map(str::to_owned).collect(),
        body.to_owned(),
    )
}

pub fn class(outcome: Result<(), SendError>) -> (&'static str, Option<Step>) {
    match outcome {
        Ok(()) => ("sent", None),
        Err(SendError::Transient { step, .. }) => ("transient", Some(step)),
        Err(SendError::Permanent { step, .. }) => ("permanent", Some(step)),
        Err(SendError::Ambiguous { step, .. }) => ("ambiguous", Some(step)),
    }
}
