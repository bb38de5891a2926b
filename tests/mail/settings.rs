//! What the operator is told.

use crate::given::*;
use enishi::mail::*;

#[test]
fn wrong_settings_say_what_to_write() {
    let smtp = "transport = \"smtp\"\n[smtp]\nhost = \"smtp.example.jp\"\n";
    let cases = [
        ("transport = \"smtp\"".to_owned(), "mail.smtp.host: write"),
        ("transport = \"file\"".to_owned(), "mail.file.directory: write"),
        (
            "transport = \"memory\"\nmessage_id_host = \"a b\"".to_owned(),
            "mail.message_id_host: write",
        ),
        (
            format!("{smtp}tls = \"none\""),
            "mail.smtp.tls: write tls = \"required\"",
        ),
        (format!("{smtp}port = 0"), "mail.smtp.port: write"),
        (format!("{smtp}username = \"a\""), "mail.smtp.password_file: write"),
        (format!("{smtp}password = \"a\""), "mail.smtp.username: write"),
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
        (format!("{smtp}ca_file = \"/nonexistent\""), "mail.smtp.ca_file: write"),
        (format!("{smtp}timeout_seconds = 0"), "mail.smtp.timeout_seconds: write"),
        (format!("{smtp}hello_name = \"a b\""), "mail.smtp.hello_name: write"),
    ];
    for (text, expected) in cases {
        let error = Mailer::from_settings(&settings(&text)).unwrap_err().to_string();
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
