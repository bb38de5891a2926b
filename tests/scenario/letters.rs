//! Mails as their recipients read them.

use crate::on_both::eventually;
use crate::smtp_sink::{Received, SmtpSink};
use mail_parser::MessageParser;

/// A mail that arrived.
#[derive(Clone, Debug)]
pub struct Letter {
    /// To whom
    pub to: String,
    /// `…@…` of the Message-ID
    pub id: String,
    /// Subject
    pub subject: String,
    /// Plain text
    pub text: String,
    /// HTML
    pub html: String,
}

impl Letter {
    fn read(received: &Received) -> Self {
        let message = MessageParser::default().parse(&received.data).unwrap();
        let [to] = received.to.as_slice() else {
            panic!("one recipient each: {:?}", received.to);
        };
        Self {
            to: to.clone(),
            id: message.message_id().unwrap().to_owned(),
            subject: message.subject().unwrap().to_owned(),
            text: message.body_text(0).unwrap().into_owned(),
            html: message.body_html(0).unwrap().into_owned(),
        }
    }

    /// Everything a person or a mail server on the way could read.
    pub fn everything(&self) -> String {
        format!("{}\n{}\n{}", self.subject, self.text, self.html)
    }

    /// What follows the given beginning of a link in the text.
    pub fn after(&self, beginning: &str) -> Option<&str> {
        let (_, rest) = self.text.split_once(beginning)?;
        Some(rest.split_whitespace().next().unwrap_or_default())
    }
}

/// All mails so far.
pub fn all(relay: &SmtpSink) -> Vec<Letter> {
    relay.received().iter().map(Letter::read).collect()
}

/// A person's mails so far with a link that begins so.
pub fn with_link(relay: &SmtpSink, to: &str, beginning: &str) -> Vec<Letter> {
    let mut letters = all(relay);
    letters.retain(|letter| letter.to == to && letter.after(beginning).is_some());
    letters
}

/// Waits for a person's first mail with a link that begins so.
#[track_caller]
pub fn await_link(relay: &SmtpSink, to: &str, beginning: &str) -> Letter {
    eventually(&format!("a mail to {to} with {beginning}"), || {
        with_link(relay, to, beginning).into_iter().next()
    })
}
