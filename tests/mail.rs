//! The mail room from outside: what mails say, what headers they carry, and what each kind of broken line is called.

mod support {
    pub mod smtp_sink;
}

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use enishi::domain::ids::{MailId, MemberId};
use enishi::mail::mailbox::Mailbox;
use enishi::mail::template::{Renderer, TemplateError};
use enishi::mail::unsubscribe::UnsubscribeKey;
use enishi::mail::*;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use support::smtp_sink::{Fault, Offer, Point, SmtpSink};
use uuid::Uuid;

const ADDRESS: &str = "taro.yamada@minato-med.example.jp";

fn link(path: &str) -> Link {
    Link::parse(&format!("https://enishi.example.jp/{path}")).unwrap()
}

fn reference(text: &str) -> Reference {
    Reference::parse(text).unwrap()
}

fn footer() -> Footer {
    Footer {
        preferences: link("settings/mail"),
        unsubscribe: link("u?t=dG9rZW4&v=1"),
    }
}

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 4, 1, 5, 3, 0).unwrap()
}

fn context() -> MailContext {
    MailContext::new(RecipientName::parse("山田 太郎").unwrap())
        .reference(reference("S-7K3M-92QX"))
        .references(vec![reference("S-7K3M-92QX"), reference("N-4H8P-11CD")])
        .link(link("seeds/S-7K3M-92QX"))
        .count(3)
        .date(NaiveDate::from_ymd_opt(2026, 4, 15).unwrap())
        .days(14)
        .at(at())
}

fn settings(text: &str) -> MailSettings {
    toml::from_str(&format!(
        "from = \"縁 Enishi <no-reply@enishi.example.jp>\"\n{text}"
    ))
    .unwrap()
}

fn composer() -> Composer {
    Composer::new(&settings("transport = \"memory\"")).unwrap()
}

fn compose(
    number: u128,
    kind: MailKind,
    language: Language,
    context: &MailContext,
) -> OutgoingMail {
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

fn mail(number: u128) -> OutgoingMail {
    compose(number, MailKind::CandidateNew, Language::Ja, &context())
}

fn smtp_settings(sink: &SmtpSink, more: &str) -> MailSettings {
    let port = sink.address.port();
    settings(&format!(
        "transport = \"smtp\"\n[smtp]\nhost = \"localhost\"\nport = {port}\nhello_name = \"test.example.jp\"\n\
         timeout_seconds = 1\nconfirmation_timeout_seconds = 1\n{more}"
    ))
}

fn plain(sink: &SmtpSink) -> Mailer {
    Mailer::from_settings(&smtp_settings(sink, "tls = \"none\"")).unwrap()
}

fn headers_and_body(mail: &OutgoingMail) -> (Vec<String>, String) {
    let text = String::from_utf8(mail.bytes().to_vec()).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (
        head.replace("\r\n ", " ")
            .split("\r\n")
            .map(str::to_owned)
            .collect(),
        body.to_owned(),
    )
}

// ---- texts

#[test]
fn every_kind_reads_well_in_both_languages() {
    let renderer = Renderer::new().unwrap();
    for (&kind, &language) in MailKind::ALL
        .iter()
        .flat_map(|kind| Language::ALL.iter().map(move |language| (kind, language)))
    {
        let mail = renderer
            .render(kind, language, &context(), Some(&footer()))
            .unwrap();
        let shown = format!(
            "{}\n\n======== text\n{}\n======== html\n{}",
            mail.subject, mail.text, mail.html
        );
        insta::with_settings!({omit_expression => true}, {
            insta::assert_snapshot!(format!("{kind}__{}", language.tag()), shown);
        });
    }
}

#[test]
fn there_are_23_kinds_with_distinct_codes_that_read_back() {
    let codes: BTreeSet<&str> = MailKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(codes.len(), 23);
    for &kind in MailKind::ALL {
        assert_eq!(kind.code().parse(), Ok(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        assert!(kind.accepts(kind.default_cadence()));
        assert_eq!(
            kind.accepts(Cadence::Off),
            kind.category() != Category::Security
        );
    }
}

#[test]
fn no_template_uses_a_variable_outside_the_context() {
    let allowed = "recipient reference references link count date days at content category preferences unsubscribe";
    let allowed: BTreeSet<&str> = allowed.split(' ').collect();
    let variables = Renderer::new().unwrap().variables();
    assert_eq!(variables.len(), 23 * 2 * 3 + 4);
    for (template, names) in variables {
        for name in names {
            assert!(allowed.contains(name.as_str()), "{template} uses {name}");
            assert!(
                !template.ends_with("subject.txt") || name == "count",
                "{template} puts {name} into a subject"
            );
        }
    }
}

#[test]
fn a_missing_parameter_or_footer_is_an_error_and_not_an_empty_place() {
    let renderer = Renderer::new().unwrap();
    let bare = MailContext::new(RecipientName::parse("山田").unwrap());
    for &kind in MailKind::ALL
        .iter()
        .filter(|kind| !kind.params().is_empty())
    {
        let error = renderer
            .render(kind, Language::Ja, &bare, Some(&footer()))
            .unwrap_err();
        assert!(
            matches!(error, TemplateError::Missing { .. }),
            "{kind}: {error}"
        );
    }
    let error = renderer
        .render(MailKind::CandidateNew, Language::Ja, &context(), None)
        .unwrap_err();
    assert!(matches!(
        error,
        TemplateError::Footer(MailKind::CandidateNew)
    ));
    assert!(
        renderer
            .render(MailKind::PasswordChanged, Language::Ja, &context(), None)
            .is_ok()
    );
}

#[test]
fn html_is_escaped_and_text_is_not() {
    let name = RecipientName::parse("<img src=x onerror=\"a\">&'").unwrap();
    let context = MailContext {
        recipient: name,
        ..context()
    };
    for &language in Language::ALL {
        let mail = Renderer::new()
            .unwrap()
            .render(MailKind::CandidateNew, language, &context, Some(&footer()))
            .unwrap();
        assert!(!mail.html.contains("<img"));
        assert!(
            mail.html
                .contains("&lt;img src=x onerror=&quot;a&quot;&gt;&amp;&#x27;"),
            "{}",
            mail.html
        );
        assert!(
            mail.html
                .contains("https://enishi.example.jp/u?t=dG9rZW4&amp;v=1\"")
        );
        assert!(mail.text.contains("<img src=x onerror=\"a\">&'"));
        assert!(
            mail.text
                .contains("https://enishi.example.jp/u?t=dG9rZW4&v=1\n")
        );
    }
}

#[test]
fn english_counts_agree_with_their_nouns() {
    let render = |kind, count, days| {
        let context = context().count(count).days(days);
        Renderer::new()
            .unwrap()
            .render(kind, Language::En, &context, Some(&footer()))
            .unwrap()
    };
    assert_eq!(
        render(MailKind::CandidateDigest, 1, 1).subject,
        "Enishi: 1 new item"
    );
    assert_eq!(
        render(MailKind::CandidateDigest, 2, 1).subject,
        "Enishi: 2 new items"
    );
    assert!(
        render(MailKind::CandidateDigest, 1, 1)
            .text
            .contains("There is 1 new match for")
    );
    assert!(
        render(MailKind::ListingExpiring, 1, 1)
            .text
            .contains("(in 1 day)")
    );
}

#[test]
fn the_context_has_no_place_for_a_sentence() {
    for text in [
        "",
        " ",
        "a\nb",
        "a\r\nBcc: x@y.jp",
        "a\u{202e}b",
        &"長".repeat(61),
    ] {
        assert!(RecipientName::parse(text).is_err(), "{text:?}");
    }
    for text in [
        "",
        "S-7K3M-92Q",
        "S-7K3M-92QX-1",
        "7-7K3M-92QX",
        "s-7k3m-92qx",
        "S-7K3M-92Q\n",
        "KRAS",
    ] {
        assert!(Reference::parse(text).is_err(), "{text:?}");
    }
    let long = format!("https://enishi.example.jp/{}", "a".repeat(500));
    let wrong = [
        "/seeds",
        "javascript:alert(1)",
        "http://enishi.example.jp/",
        "https://",
        "https://u:p@x.jp/",
        "https://x.jp/ a",
    ];
    for text in wrong.into_iter().chain([
        "https://x.jp/\"",
        "https://x.jp/<",
        "https://x.jp/縁",
        "http://localhost.x.jp/",
        &long,
    ]) {
        assert!(Link::parse(text).is_err(), "{text:?}");
    }
    for text in [
        "https://x.jp",
        "https://x.jp:8443/a?b=c&d#e",
        "http://localhost:8080/",
        "http://127.0.0.1/",
        "http://[::1]:80/",
    ] {
        assert!(Link::parse(text).is_ok(), "{text:?}");
    }
    let stored = serde_json::to_value(context()).unwrap();
    assert_eq!(
        serde_json::from_value::<MailContext>(stored.clone()).unwrap(),
        context()
    );
    let mut tampered = stored;
    tampered["reference"] = "a whole sentence".into();
    assert!(serde_json::from_value::<MailContext>(tampered).is_err());
    assert!(!format!("{:?}", context()).contains("山田"));
}

// ---- headers and encoding

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
            if kind.category() == Category::Security {
                0
            } else {
                2
            },
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
        let rendered = renderer
            .render(kind, language, &context(), Some(&footer()))
            .unwrap();
        let parsed = mail_parser::MessageParser::default()
            .parse(mail.bytes())
            .unwrap();
        assert_eq!(parsed.subject(), Some(rendered.subject.as_str()));
        assert_eq!(
            parsed.body_text(0).unwrap().replace("\r\n", "\n"),
            rendered.text
        );
        assert_eq!(
            parsed.body_html(0).unwrap().replace("\r\n", "\n"),
            rendered.html
        );
        let to = parsed.to().unwrap().first().unwrap();
        assert_eq!(
            (to.name(), to.address()),
            (Some("山田 太郎"), Some(ADDRESS))
        );
        assert_eq!(
            parsed.from().unwrap().first().unwrap().name(),
            Some("縁 Enishi")
        );
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

// ---- the line

fn class(outcome: Result<(), SendError>) -> (&'static str, Option<Step>) {
    match outcome {
        Ok(()) => ("sent", None),
        Err(SendError::Transient { step, .. }) => ("transient", Some(step)),
        Err(SendError::Permanent { step, .. }) => ("permanent", Some(step)),
        Err(SendError::Ambiguous { step, .. }) => ("ambiguous", Some(step)),
    }
}

#[test]
fn a_cut_line_is_ambiguous_only_between_the_dot_and_its_answer() {
    use Point::*;
    let expected = [
        (Connect, ("transient", Some(Step::Connect))),
        (Ehlo, ("transient", Some(Step::Connect))),
        (Mail, ("transient", Some(Step::MailFrom))),
        (Rcpt, ("transient", Some(Step::RcptTo))),
        (Data, ("transient", Some(Step::Data))),
        (Dot, ("ambiguous", Some(Step::Confirmation))),
        (Accepted, ("ambiguous", Some(Step::Confirmation))),
        (Answered, ("sent", None)),
    ];
    for (point, outcome) in expected {
        for fault in [Fault::Cut, Fault::Stall(Duration::from_millis(2_500))] {
            let sink = SmtpSink::start();
            sink.fail_once(point, fault.clone());
            assert_eq!(
                class(plain(&sink).send(&mail(1))),
                outcome,
                "{point:?} {fault:?}"
            );
            let kept = usize::from(matches!(point, Accepted | Answered));
            assert_eq!(sink.received().len(), kept, "{point:?} {fault:?}");
        }
    }
}

#[test]
fn a_line_cut_while_the_mail_is_written_is_transient() {
    let many = context().references(vec![reference("S-7K3M-92QX"); 400_000]);
    let large = compose(1, MailKind::CandidateDigest, Language::Ja, &many);
    assert!(
        large.bytes().len() > 12_000_000,
        "the mail must not fit into the buffers of the sockets"
    );
    let sink = SmtpSink::start();
    sink.fail_once(Point::Body, Fault::Cut);
    assert_eq!(
        class(plain(&sink).send(&large)),
        ("transient", Some(Step::Body))
    );
    sink.fail_once(Point::Body, Fault::Stall(Duration::from_millis(2_500)));
    assert_eq!(
        class(plain(&sink).send(&large)),
        ("transient", Some(Step::Body))
    );
    assert!(sink.received().is_empty());
    assert_eq!(class(plain(&sink).send(&large)), ("sent", None));
    assert_eq!(sink.received().len(), 1);
}

#[test]
fn a_small_mail_cut_in_the_middle_is_never_called_sent() {
    // It fits into the buffers, so the dot may or may not have been written by then: never "sent", never "refused".
    let sink = SmtpSink::start();
    for number in 0..20 {
        sink.fail_once(Point::Body, Fault::Cut);
        let (class, _) = class(plain(&sink).send(&mail(number)));
        assert!(matches!(class, "transient" | "ambiguous"), "{class}");
    }
    assert!(sink.received().is_empty());
}

#[test]
fn refusals_are_transient_or_permanent_by_their_code_and_leave_the_connection_usable() {
    let points = [
        (Point::Mail, Step::MailFrom),
        (Point::Rcpt, Step::RcptTo),
        (Point::Data, Step::Data),
        (Point::Dot, Step::Confirmation),
    ];
    for (point, step) in points {
        for (reply, expected) in [
            ("451 4.3.0 later", "transient"),
            (
                "550 5.1.1 <taro.yamada@minato-med.example.jp> never",
                "permanent",
            ),
        ] {
            let sink = SmtpSink::start();
            let mailer = plain(&sink);
            sink.fail_once(point, Fault::Reply(reply));
            assert_eq!(
                class(mailer.send(&mail(1))),
                (expected, Some(step)),
                "{point:?} {reply}"
            );
            assert_eq!(class(mailer.send(&mail(2))), ("sent", None));
            assert_eq!(
                (sink.received().len(), sink.connections()),
                (1, 1),
                "{point:?} {reply}"
            );
        }
    }
}

#[test]
fn a_refusal_that_is_about_the_relay_does_not_lose_the_mail() {
    for (point, reply) in [
        (Point::Connect, "554 5.7.1 go away"),
        (Point::Connect, "421 4.3.2 busy"),
        (Point::Ehlo, "550 5.7.1 no"),
        (Point::Mail, "530 5.7.0 sign in first"),
        (Point::Mail, "421 4.3.2 closing"),
        (Point::Data, "250 what"),
    ] {
        let sink = SmtpSink::start();
        let mailer = plain(&sink);
        sink.fail_once(point, Fault::Reply(reply));
        assert_eq!(
            class(mailer.send(&mail(1))).0,
            "transient",
            "{point:?} {reply}"
        );
        assert_eq!(class(mailer.send(&mail(1))).0, "sent");
    }
}

#[test]
fn nobody_at_the_door_is_transient() {
    let sink = SmtpSink::start();
    let mailer = plain(&sink);
    drop(sink);
    std::thread::sleep(Duration::from_millis(100));
    let outcome = mailer.send(&mail(1));
    assert_eq!(
        outcome,
        Err(SendError::Transient {
            step: Step::Connect,
            reason: Reason::Unreachable
        })
    );
}

#[test]
fn a_dead_kept_connection_is_noticed_and_every_mail_arrives_once() {
    for (point, fault) in [
        (Point::Answered, Fault::Cut),
        (Point::Noop, Fault::Cut),
        (Point::Noop, Fault::Reply("421 4.4.2 bye")),
    ] {
        let sink = SmtpSink::start();
        let mailer = plain(&sink);
        for number in 0..10 {
            sink.fail_once(point, fault.clone());
            assert_eq!(mailer.send(&mail(number)), Ok(()));
        }
        let received = sink.received();
        assert_eq!(received.len(), 10, "{point:?}");
        for (number, received) in (0..).zip(received) {
            let (sent, to) = (mail(number), vec![ADDRESS.to_owned()]);
            assert_eq!(
                (received.from.as_str(), received.to),
                ("no-reply@enishi.example.jp", to)
            );
            assert_eq!(received.data, [sent.bytes(), b"\r\n"].concat());
        }
        assert_eq!(sink.connections(), 10, "{point:?}");
    }
}

#[test]
fn one_connection_carries_many_mails() {
    let sink = SmtpSink::start();
    let mailer = plain(&sink);
    for number in 0..10 {
        assert_eq!(mailer.send(&mail(number)), Ok(()));
    }
    assert_eq!((sink.connections(), sink.received().len()), (1, 10));
    assert_eq!(
        sink.commands()
            .iter()
            .filter(|command| command.as_str() == "NOOP")
            .count(),
        9
    );
}

#[test]
fn many_threads_share_a_mailer_and_each_mail_arrives_once() {
    let sink = SmtpSink::start();
    let mailer = plain(&sink);
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let mailer = mailer.clone();
            scope.spawn(move || {
                (0..5).for_each(|number| {
                    assert_eq!(mailer.send(&mail(thread * 100 + number)), Ok(()))
                })
            });
        }
    });
    let distinct: BTreeSet<Vec<u8>> = sink
        .received()
        .into_iter()
        .map(|received| received.data)
        .collect();
    assert_eq!((sink.received().len(), distinct.len()), (40, 40));
}

#[test]
fn errors_and_debug_texts_show_neither_address_nor_server_text() {
    let sink = SmtpSink::start();
    sink.fail_once(
        Point::Rcpt,
        Fault::Reply("550 5.1.1 <taro.yamada@minato-med.example.jp> 山田 unknown"),
    );
    let error = plain(&sink).send(&mail(1)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "not sent, refused for good: answer 550 5.1.1 at RCPT TO"
    );
    let shown = format!("{error:?} {:?} {:?}", mail(1), plain(&sink));
    assert!(
        !shown.contains("taro.yamada") && !shown.contains("山田") && !shown.contains("unknown"),
        "{shown}"
    );
    assert!(shown.contains("t***@minato-med.example.jp"));
}

// ---- TLS and signing in

struct Certificate {
    _directory: tempfile::TempDir,
    setting: String,
    server: Arc<rustls::ServerConfig>,
}

fn certificate(host: &str) -> Certificate {
    let made = rcgen::generate_simple_self_signed(vec![host.to_owned()]).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ca.pem");
    std::fs::write(&path, made.cert.pem()).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let server = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    Certificate {
        setting: format!("ca_file = {path:?}"),
        _directory: directory,
        server: Arc::new(server),
    }
}

#[test]
fn mails_go_over_starttls_and_over_tls_from_the_start() {
    let certificate = certificate("localhost");
    for (mode, implicit) in [
        ("required", false),
        ("opportunistic", false),
        ("implicit", true),
    ] {
        let sink = SmtpSink::offering(Offer {
            tls: Some(certificate.server.clone()),
            implicit,
            auth: None,
        });
        let more = format!("tls = \"{mode}\"\n{}", certificate.setting);
        let mailer = Mailer::from_settings(&smtp_settings(&sink, &more)).unwrap();
        assert_eq!(
            (mailer.send(&mail(1)), mailer.send(&mail(2))),
            (Ok(()), Ok(())),
            "{mode}"
        );
        assert_eq!((sink.received().len(), sink.connections()), (2, 1));
        assert_eq!(sink.commands().contains(&"STARTTLS".to_owned()), !implicit);
        sink.fail_once(Point::Accepted, Fault::Cut);
        assert_eq!(class(mailer.send(&mail(3))).0, "ambiguous", "{mode}");
    }
}

#[test]
fn required_tls_is_never_given_up() {
    let certificate = certificate("localhost");
    let offer = Offer {
        tls: Some(certificate.server.clone()),
        ..Offer::default()
    };
    let attempt = |sink: &SmtpSink, more: &str| {
        Mailer::from_settings(&smtp_settings(sink, more))
            .unwrap()
            .send(&mail(1))
    };

    let without = SmtpSink::start();
    let error = attempt(&without, "tls = \"required\"").unwrap_err();
    assert_eq!(
        error,
        SendError::Transient {
            step: Step::StartTls,
            reason: Reason::Unsupported
        }
    );
    assert_eq!(attempt(&without, "tls = \"opportunistic\""), Ok(()));

    for mode in ["required", "opportunistic"] {
        let untrusted = SmtpSink::offering(offer.clone());
        let error = attempt(&untrusted, &format!("tls = \"{mode}\"")).unwrap_err();
        assert_eq!(
            error,
            SendError::Transient {
                step: Step::StartTls,
                reason: Reason::Tls
            },
            "{mode}"
        );
        let cut = SmtpSink::offering(offer.clone());
        cut.fail_once(Point::StartTls, Fault::Cut);
        let outcome = attempt(&cut, &format!("tls = \"{mode}\"\n{}", certificate.setting));
        assert_eq!(
            class(outcome),
            ("transient", Some(Step::StartTls)),
            "{mode}"
        );
        assert!(untrusted.received().is_empty() && cut.received().is_empty());
    }
}

#[test]
fn a_certificate_for_another_host_is_refused() {
    let certificate = certificate("other.example.jp");
    let sink = SmtpSink::offering(Offer {
        tls: Some(certificate.server.clone()),
        ..Offer::default()
    });
    let mailer = Mailer::from_settings(&smtp_settings(
        &sink,
        &format!("tls = \"required\"\n{}", certificate.setting),
    ))
    .unwrap();
    let error = mailer.send(&mail(1)).unwrap_err();
    assert_eq!(
        error,
        SendError::Transient {
            step: Step::StartTls,
            reason: Reason::Tls
        }
    );
}

#[test]
fn signs_in_with_either_mechanism_and_a_wrong_password_loses_nothing() {
    let secrets = tempfile::tempdir().unwrap();
    let path = secrets.path().join("password");
    std::fs::write(&path, "pa ss word\n").unwrap();
    for mechanism in ["PLAIN", "LOGIN"] {
        let sink = SmtpSink::offering(Offer {
            auth: Some((mechanism, "relay-user", "pa ss word")),
            ..Offer::default()
        });
        let with = |password: &str| {
            let settings = smtp_settings(
                &sink,
                &format!("tls = \"none\"\nusername = \"relay-user\"\n{password}"),
            );
            assert!(!format!("{settings:?}").contains("pa ss"));
            Mailer::from_settings(&settings).unwrap().send(&mail(1))
        };
        assert_eq!(
            with(&format!("password_file = {path:?}")),
            Ok(()),
            "{mechanism}"
        );
        let error = with("password = \"wrong\"").unwrap_err();
        let reason = Reason::Status {
            code: 535,
            enhanced: Some("5.7.8".to_owned()),
        };
        assert_eq!(
            error,
            SendError::Transient {
                step: Step::Auth,
                reason
            }
        );
    }
}

#[test]
fn wrong_settings_say_what_to_write() {
    let smtp = "transport = \"smtp\"\n[smtp]\nhost = \"smtp.example.jp\"\n";
    let cases = [
        ("transport = \"smtp\"".to_owned(), "mail.smtp.host: write"),
        (
            "transport = \"file\"".to_owned(),
            "mail.file.directory: write",
        ),
        (
            "transport = \"memory\"\nmessage_id_host = \"a b\"".to_owned(),
            "mail.message_id_host: write",
        ),
        (
            format!("{smtp}tls = \"none\""),
            "mail.smtp.tls: write tls = \"required\"",
        ),
        (format!("{smtp}port = 0"), "mail.smtp.port: write"),
        (
            format!("{smtp}username = \"a\""),
            "mail.smtp.password_file: write",
        ),
        (
            format!("{smtp}password = \"a\""),
            "mail.smtp.username: write",
        ),
        (
            format!("{smtp}username = \"a\"\npassword = \"a\"\ntls = \"opportunistic\""),
            "mail.smtp.tls: write",
        ),
        (
            format!("{smtp}username = \"a\"\npassword = \"a\"\npassword_file = \"b\""),
            "mail.smtp.password: write",
        ),
        (
            format!("{smtp}username = \"a\"\npassword_file = \"/nonexistent\""),
            "mail.smtp.password_file: write",
        ),
        (
            format!("{smtp}ca_file = \"/nonexistent\""),
            "mail.smtp.ca_file: write",
        ),
        (
            format!("{smtp}timeout_seconds = 0"),
            "mail.smtp.timeout_seconds: write",
        ),
        (
            format!("{smtp}hello_name = \"a b\""),
            "mail.smtp.hello_name: write",
        ),
    ];
    for (text, expected) in cases {
        let error = Mailer::from_settings(&settings(&text))
            .unwrap_err()
            .to_string();
        assert!(error.starts_with(expected), "{text} gave {error}");
    }
    let from = MailSettings {
        from: "nobody".to_owned(),
        ..settings("transport = \"memory\"")
    };
    assert!(
        from.validate()
            .unwrap_err()
            .to_string()
            .starts_with("mail.from: write the sender")
    );
    assert!(
        settings(&format!("{smtp}tls = \"none\"\nallow_plaintext = true"))
            .validate()
            .is_ok()
    );
}

// ---- files

#[test]
fn files_are_read_back_newest_first_and_nothing_else_is_read() {
    let directory = tempfile::tempdir().unwrap();
    let inbox = directory.path().join("mail");
    let mailbox = Mailbox::new(inbox.clone());
    assert_eq!(mailbox.list(10).unwrap(), []);
    let mailer = Mailer::from_settings(&settings(&format!(
        "transport = \"file\"\n[file]\ndirectory = {inbox:?}"
    )))
    .unwrap();
    let (context, footer) = (context(), footer());
    for (number, kind) in [
        (1_u32, MailKind::CandidateNew),
        (2, MailKind::PasswordChanged),
        (2, MailKind::PasswordChanged),
    ] {
        let date = at() + chrono::Duration::hours(i64::from(number));
        let id = MailId::from_uuid(Uuid::from_u128(u128::from(number)));
        let draft = Draft {
            id,
            kind,
            language: Language::Ja,
            to: ADDRESS,
            context: &context,
            footer: Some(&footer),
            date,
        };
        mailer.send(&composer().compose(&draft).unwrap()).unwrap();
    }
    std::fs::write(inbox.join("notes.eml"), "Subject: not ours\r\n\r\n").unwrap();
    std::fs::write(
        directory.path().join("secret.eml"),
        "Subject: secret\r\n\r\n",
    )
    .unwrap();

    let entries = mailbox.list(10).unwrap();
    let subjects: Vec<&str> = entries.iter().map(|entry| entry.subject.as_str()).collect();
    assert_eq!(
        subjects,
        [
            "【Enishi】パスワードが変更されました",
            "【Enishi】新しいお知らせが1件あります"
        ]
    );
    assert_eq!(entries[0].to, ADDRESS);
    assert_eq!(entries[0].date, Some(at() + chrono::Duration::hours(2)));
    assert_eq!(mailbox.list(1).unwrap().len(), 1);
    let message = mailbox.read(entries[1].id).unwrap().unwrap();
    assert_eq!(message.from, "no-reply@enishi.example.jp");
    assert!(message.text.starts_with("山田 太郎 様\n"));
    assert!(
        message
            .text
            .contains("https://enishi.example.jp/seeds/S-7K3M-92QX\n")
    );
    assert_eq!(
        mailbox
            .read(MailId::from_uuid(Uuid::from_u128(99)))
            .unwrap(),
        None
    );
    let names = std::fs::read_dir(&inbox)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|name| name.ends_with(".tmp")).count(), 0);
}

#[test]
fn memory_keeps_what_was_sent() {
    let Mailer::Memory(memory) = Mailer::memory() else {
        panic!("a memory mailer")
    };
    Mailer::Memory(memory.clone()).send(&mail(1)).unwrap();
    assert_eq!(
        (
            memory.sent().len(),
            memory.sent()[0].to(),
            memory.sent()[0].kind()
        ),
        (1, ADDRESS, MailKind::CandidateNew)
    );
    memory.clear();
    assert!(memory.sent().is_empty());
}

// ---- unsubscribing

fn key() -> UnsubscribeKey {
    UnsubscribeKey::new(&[7; 32]).unwrap()
}

fn member(number: u128) -> MemberId {
    MemberId::from_uuid(Uuid::from_u128(number))
}

#[test]
fn a_token_reads_back_and_security_mails_cannot_be_switched_off() {
    assert!(UnsubscribeKey::new(&[7; 31]).is_err());
    for &kind in MailKind::ALL {
        let token = key().token(member(5), kind);
        assert_eq!(
            key().verify(&token),
            kind.can_unsubscribe().then(|| (member(5), kind))
        );
        assert_eq!(UnsubscribeKey::new(&[8; 32]).unwrap().verify(&token), None);
        assert!(
            Link::parse(&format!(
                "https://enishi.example.jp/unsubscribe?token={token}"
            ))
            .is_ok()
        );
    }
}

proptest! {
    #[test]
    fn no_changed_token_is_accepted(number: u128, kind in 0..23usize, position: prop::sample::Index, other in "[A-Za-z0-9_-]") {
        let token = key().token(member(number), MailKind::ALL[kind]);
        let at = position.index(token.len());
        let forged = format!("{}{other}{}", &token[..at], &token[at + 1..]);
        prop_assert!(forged == token || key().verify(&forged).is_none());
        prop_assert!(key().verify(&token[..at]).is_none());
        let longer = token + &other;
        prop_assert!(key().verify(&longer).is_none());
    }

    #[test]
    fn no_text_crashes_the_check(text in ".{0,300}") {
        prop_assert!(key().verify(&text).is_none());
    }

    #[test]
    fn a_token_is_good_for_its_own_member_and_kind_only(a: u128, b: u128, x in 0..23usize, y in 0..23usize) {
        let (first, second) = (key().token(member(a), MailKind::ALL[x]), key().token(member(b), MailKind::ALL[y]));
        prop_assert_eq!(first == second, a == b && x == y);
    }
}
