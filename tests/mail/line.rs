//! What each kind of broken line is called, and that every mail arrives once.

use crate::given::*;
use crate::smtp_sink::{Fault, Point, SmtpSink};
use enishi::mail::*;
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

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
            assert_eq!(class(plain(&sink).send(&mail(1))), outcome, "{point:?} {fault:?}");
            let kept = usize::from(matches!(point, Accepted | Answered));
            assert_eq!(sink.received().len(), kept, "{point:?} {fault:?}");
        }
    }
}

#[test]
fn a_line_cut_while_the_mail_is_written_is_transient() {
    let many = context().references(vec![reference("S-7K3M-92QX"); 160_000]);
    let large = compose(1, MailKind::CandidateDigest, Language::Ja, &many);
    assert!(
        large.bytes().len() > 6_000_000,
        "the mail must not fit into the buffers of the sockets"
    );
    let sink = SmtpSink::start();
    sink.fail_once(Point::Body, Fault::Cut);
    assert_eq!(class(plain(&sink).send(&large)), ("transient", Some(Step::Body)));
    sink.fail_once(Point::Body, Fault::Stall(Duration::from_millis(2_500)));
    assert_eq!(class(plain(&sink).send(&large)), ("transient", Some(Step::Body)));
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
fn a_relay_that_is_closed_for_a_while_is_transient_and_takes_mails_afterwards() {
    let sink = SmtpSink::start();
    let mailer = plain(&sink);
    assert_eq!(class(mailer.send(&mail(1))), ("sent", None));
    sink.refuse(true);
    for number in 2..4 {
        let (class, _) = class(mailer.send(&mail(number)));
        assert_eq!(class, "transient", "{number}");
    }
    sink.refuse(false);
    assert_eq!(class(mailer.send(&mail(2))), ("sent", None));
    assert_eq!(sink.received().len(), 2);
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
            ("550 5.1.1 <taro.yamada@minato-med.example.jp> never", "permanent"),
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
            assert_eq!((sink.received().len(), sink.connections()), (1, 1), "{point:?} {reply}");
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
        assert_eq!(class(mailer.send(&mail(1))).0, "transient", "{point:?} {reply}");
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
            scope
                .spawn(move || (0..5).for_each(|number| assert_eq!(mailer.send(&mail(thread * 100 + number)), Ok(()))));
        }
    });
    let distinct: BTreeSet<Vec<u8>> = sink.received().into_iter().map(|received| received.data).collect();
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

/// What a subscriber would have written to the log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_log_tells_the_outcome_but_neither_address_nor_text() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let sink = SmtpSink::start();
    let mailer = plain(&sink);
    tracing::subscriber::with_default(subscriber, || {
        sink.fail_once(
            Point::Rcpt,
            Fault::Reply("550 5.1.1 <taro.yamada@minato-med.example.jp> unknown"),
        );
        assert!(mailer.send(&mail(1)).is_err());
        assert_eq!(mailer.send(&mail(2)), Ok(()));
    });
    let shown = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        shown.contains("t***@minato-med.example.jp") && shown.contains("permanent"),
        "{shown}"
    );
    for secret in ["taro.yamada", "山田", "S-7K3M", "unknown", "Enishi"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
