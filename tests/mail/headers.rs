//! What mails carry, and how they are encoded.

use crate::given::*;
use enishi::domain::ids::MailId;
use enishi::mail::template::Renderer;
use enishi::mail::*;
use uuid::Uuid;

#[test]
fn headers_are_complete_and_the_same_at_every_attempt() {
    let mail = compose(7, MailKind::IntroductionReceived, Language::Ja, &context());
    let again = compose(7, MailKind::IntroductionReceived, Language::Ja, &context());
    assert_eq!(mail.bytes(), again.bytes());
    let (headers, _) = headers_and_body(&mail);
    insta::with_settings!({omit_expression => true}, { insta::assert_snapshot!("headers", headers.join("\n")) });
    for &kind in MailKind::ALL {
        let (headers, _) = headers_and_body(&compose(1, kind, Language::En, &context()));
        let listed = headers
            .iter()
            .filter(|header| header.starts_with("List-Unsubscribe"))
            .count();
        assert_eq!(
            listed,
            if kind.category() == Category::Security { 0 } else { 2 },
            "{kind}"
        );
    }
}

#[test]
fn every_mail_is_plain_ascii_in_short_lines_and_decodes_to_what_was_rendered() {
    let renderer = Renderer::new().unwrap();
    for (&kind, &language) in MailKind::ALL
        .iter()
        .flat_map(|kind| Language::ALL.iter().map(move |language| (kind, language)))
    {
        let mail = compose(1, kind, language, &context());
        let text = std::str::from_utf8(mail.bytes()).unwrap();
        assert!(text.is_ascii(), "{kind}");
        assert!(
            text.split("\r\n")
                .all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])),
            "{kind}"
        );
        let rendered = renderer.render(kind, language, &context(), Some(&footer())).unwrap();
        let parsed = mail_parser::MessageParser::default().parse(mail.bytes()).unwrap();
        assert_eq!(parsed.subject(), Some(rendered.subject.as_str()));
        assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n"), rendered.text);
        assert_eq!(parsed.body_html(0).unwrap().replace("\r\n", "\n"), rendered.html);
        let to = parsed.to().unwrap().first().unwrap();
        assert_eq!((to.name(), to.address()), (Some("山田 太郎"), Some(ADDRESS)));
        assert_eq!(parsed.from().unwrap().first().unwrap().name(), Some("縁 Enishi"));
    }
}

#[test]
fn an_address_with_a_second_line_or_a_second_recipient_is_refused() {
    let composer = composer();
    let (context, footer) = (context(), footer());
    let wrong = [
        "",
        "taro",
        "a@b.jp\r\nBcc: c@d.jp",
        "a@b.jp, c@d.jp",
        "a@b.jp>",
        "太郎@例.jp",
        "a b@c.jp",
    ];
    for to in wrong {
        let id = MailId::from_uuid(Uuid::nil());
        let (kind, language) = (MailKind::CandidateNew, Language::Ja);
        let draft = Draft {
            id,
            kind,
            language,
            to,
            context: &context,
            footer: Some(&footer),
            date: at(),
        };
        assert!(composer.compose(&draft).is_err(), "{to:?}");
    }
}
