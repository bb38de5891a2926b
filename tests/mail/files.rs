//! The transports that keep mails on this machine.

use crate::given::*;
use enishi::domain::ids::MailId;
use enishi::mail::mailbox::Mailbox;
use enishi::mail::*;
use uuid::Uuid;

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
    std::fs::write(directory.path().join("secret.eml"), "Subject: secret\r\n\r\n").unwrap();

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
    assert!(message.text.contains("https://enishi.example.jp/seeds/S-7K3M-92QX\n"));
    assert_eq!(mailbox.read(MailId::from_uuid(Uuid::from_u128(99))).unwrap(), None);
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
        (memory.sent().len(), memory.sent()[0].to(), memory.sent()[0].kind()),
        (1, ADDRESS, MailKind::CandidateNew)
    );
    memory.clear();
    assert!(memory.sent().is_empty());
}
