//! How the line is protected, and who we say we are.

use crate::given::*;
use crate::smtp_sink::{Fault, Offer, Point, SmtpSink};
use enishi::mail::*;
use std::sync::Arc;

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
    for (mode, implicit) in [("required", false), ("opportunistic", false), ("implicit", true)] {
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
        assert_eq!(class(outcome), ("transient", Some(Step::StartTls)), "{mode}");
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
            let settings = smtp_settings(&sink, &format!("tls = \"none\"\nusername = \"relay-user\"\n{password}"));
            assert!(!format!("{settings:?}").contains("pa ss"));
            Mailer::from_settings(&settings).unwrap().send(&mail(1))
        };
        assert_eq!(with(&format!("password_file = {path:?}")), Ok(()), "{mechanism}");
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
