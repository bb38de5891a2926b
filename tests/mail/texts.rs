//! What mails say.

use crate::given::*;
use enishi::mail::template::{Renderer, TemplateError};
use enishi::mail::*;
use std::collections::BTreeSet;

#[test]
fn every_kind_reads_well_in_both_languages() {
    let renderer = Renderer::new().unwrap();
    for (&kind, &language) in MailKind::ALL
        .iter()
        .flat_map(|kind| Language::ALL.iter().map(move |language| (kind, language)))
    {
        let mail = renderer.render(kind, language, &context(), Some(&footer())).unwrap();
        let shown = format!(
            "{}\n\n======== text\n{}\n======== html\n{}",
            mail.subject, mail.text, mail.html
        );
        insta::with_settings!({omit_expression => true}, {
            insta::assert_snapshot!(format!("{kind}__{}", language.code()), shown);
        });
    }
}

#[test]
fn there_are_28_kinds_with_distinct_codes_that_read_back() {
    let codes: BTreeSet<&str> = MailKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(codes.len(), 28);
    for &kind in MailKind::ALL {
        assert_eq!(kind.code().parse(), Ok(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        assert!(kind.accepts(kind.default_cadence()));
        assert_eq!(kind.accepts(Cadence::Off), kind.category() != Category::Security);
    }
}

#[test]
fn no_template_uses_a_variable_outside_the_context() {
    let allowed = "recipient reference references link count date days at content category preferences unsubscribe";
    let allowed: BTreeSet<&str> = allowed.split(' ').collect();
    let variables = Renderer::new().unwrap().variables();
    assert_eq!(variables.len(), 28 * 2 * 3 + 4);
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
    for &kind in MailKind::ALL.iter().filter(|kind| !kind.params().is_empty()) {
        let error = renderer.render(kind, Language::Ja, &bare, Some(&footer())).unwrap_err();
        assert!(matches!(error, TemplateError::Missing { .. }), "{kind}: {error}");
    }
    let error = renderer
        .render(MailKind::CandidateNew, Language::Ja, &context(), None)
        .unwrap_err();
    assert!(matches!(error, TemplateError::Footer(MailKind::CandidateNew)));
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
            mail.html.contains("&lt;img src=x onerror=&quot;a&quot;&gt;&amp;&#x27;"),
            "{}",
            mail.html
        );
        assert!(mail.html.contains("https://enishi.example.jp/u?t=dG9rZW4&amp;v=1\""));
        assert!(mail.text.contains("<img src=x onerror=\"a\">&'"));
        assert!(mail.text.contains("https://enishi.example.jp/u?t=dG9rZW4&v=1\n"));
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
    assert_eq!(render(MailKind::CandidateDigest, 1, 1).subject, "Enishi: 1 new item");
    assert_eq!(render(MailKind::CandidateDigest, 2, 1).subject, "Enishi: 2 new items");
    assert!(
        render(MailKind::CandidateDigest, 1, 1)
            .text
            .contains("There is 1 new match for")
    );
    assert!(render(MailKind::ListingExpiring, 1, 1).text.contains("(in 1 day)"));
}

#[test]
fn the_context_has_no_place_for_a_sentence() {
    for text in ["", " ", "a\nb", "a\r\nBcc: x@y.jp", "a\u{202e}b", &"長".repeat(61)] {
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
