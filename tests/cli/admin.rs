//! `enishi admin`: the first steps of an installation, emergencies, and the ledger's word for them.

use crate::place::{Place, run_sql};
use enishi::domain::ledger::leaf::Leaf;
use enishi::domain::ledger::{EntryKind, Log};
use enishi::store::db::Db;
use enishi::store::error::StoreError;
use enishi::store::ledger;

/// The platform's log.
pub fn platform_log(db: &Db) -> Vec<Leaf> {
    db.read_blocking(|rx| ledger::leaves(rx, &Log::Platform.to_string(), 0, 10_000))
        .map_err(|error: StoreError| error)
        .unwrap()
}

/// An organisation by its English name, with `<key>.example` as its domain.
pub fn organisation(place: &Place, kind: &str, name: &str, key: &str) {
    let domain = format!("{key}.example");
    let japanese = format!("{name} 日本");
    place
        .run(&[
            "admin",
            "create-organisation",
            "--kind",
            kind,
            "--name-ja",
            &japanese,
            "--name-en",
            name,
            "--domain",
            &domain,
        ])
        .expect(0);
}

/// A member of an organisation.
pub fn member(place: &Place, organisation: &str, role: &str, email: &str) -> String {
    let name = ["--name-ja", "山田 花子", "--name-en", "Hanako Yamada"];
    let arguments = [
        "admin",
        "create-member",
        "--organisation",
        organisation,
        "--role",
        role,
        "--email",
        email,
    ];
    place.run(&[&arguments[..], &name[..]].concat()).expect(0).out
}

#[test]
fn an_installation_begins_at_the_command_line_and_all_of_it_is_in_the_ledger() {
    for place in Place::migrated() {
        place.run(&["admin", "publish-undertaking", "--built-in"]).expect(0);
        organisation(&place, "secretariat", "Secretariat", "s");
        let out = member(&place, "Secretariat", "secretariat", "hanako@s.example");
        let shown = out
            .lines()
            .find_map(|line| line.strip_prefix("Password (shown only now): "))
            .unwrap();
        assert!(shown.len() > 20);
        place
            .run_with_input(
                &["admin", "set-password", "hanako@s.example", "--password-stdin"],
                "rubber-42-gondola-sky\n",
            )
            .expect(0);
        let listed = place.run(&["admin", "list-members"]).expect(0).out;
        assert!(
            listed.contains("\tsecretariat\tactive\thanako@s.example\tHanako Yamada\tSecretariat"),
            "{listed}"
        );
        assert!(
            place
                .run(&["admin", "list-organisations"])
                .expect(0)
                .out
                .contains("\tSecretariat\t")
        );
        let log = platform_log(&place.db());
        let kinds: Vec<EntryKind> = log.iter().map(|leaf| leaf.kind).collect();
        let told = [
            EntryKind::UndertakingPublished,
            EntryKind::OrganisationJoined,
            EntryKind::MemberJoined,
            EntryKind::PasswordChanged,
        ];
        assert_eq!(kinds, told);
        assert!(log.iter().all(|leaf| leaf.doer == "operator"));
        assert!(log.iter().all(|leaf| !leaf.facts.contains(shown)));
    }
}

#[test]
fn mistakes_are_named_and_nothing_is_written() {
    let place = &Place::migrated()[0];
    organisation(place, "university", "Hokuto University", "h");
    let before = platform_log(&place.db()).len();
    let create = |organisation: &str, role: &str, email: &str, password: &str| {
        let arguments = [
            "admin",
            "create-member",
            "--organisation",
            organisation,
            "--role",
            role,
            "--email",
            email,
            "--name-ja",
            "山田",
            "--name-en",
            "Yamada",
            "--password-stdin",
        ];
        place.run_with_input(&arguments, password).expect(1).err
    };
    let good = "rubber-42-gondola-sky\n";
    assert!(create("Nowhere", "researcher", "a@h.example", good).contains("organisation: unknown reference"));
    assert!(create("Hokuto University", "company", "a@h.example", good).contains("role: contradiction"));
    assert!(create("Hokuto University", "researcher", "a@gmail.com", good).contains("email: free mail"));
    assert!(create("Hokuto University", "researcher", "a@other.example", good).contains("email: foreign domain"));
    assert!(create("Hokuto University", "researcher", "no address", good).contains("email: malformed"));
    assert!(
        create("Hokuto University", "researcher", "a@h.example", "password1234\n").contains("password: weak password")
    );
    let second = [
        "--kind",
        "university",
        "--name-ja",
        "北斗",
        "--name-en",
        "Hokuto University",
        "--domain",
        "x.example",
    ];
    let twice = place
        .run(&[&["admin", "create-organisation"][..], &second[..]].concat())
        .expect(1);
    assert!(twice.err.contains("name.en: duplicate"), "{twice:?}");
    let file = place.write(
        "v2.toml",
        "number = 2\nvalid_days = 365\ntitle_ja = 'a'\ntitle_en = 'a'\ntext_ja = 'a'\ntext_en = 'a'\n",
    );
    let skipped = place.run(&["admin", "publish-undertaking", &file]).expect(1);
    assert!(skipped.err.contains("number: out of range (limit 1)"), "{skipped:?}");
    assert_eq!(platform_log(&place.db()).len(), before);
}

#[test]
fn a_suspended_member_can_be_reinstated_and_the_reason_is_kept() {
    for place in Place::migrated() {
        organisation(&place, "university", "Hokuto University", "h");
        member(&place, "Hokuto University", "researcher", "hanako@h.example");
        place.run(&["admin", "reinstate-member", "hanako@h.example"]).expect(1);
        place
            .run(&[
                "admin",
                "suspend-member",
                "hanako@h.example",
                "--reason",
                "suspected_breach",
            ])
            .expect(0);
        place.run(&["admin", "suspend-member", "hanako@h.example"]).expect(1);
        assert!(place.run(&["admin", "list-members"]).out.contains("\tsuspended\t"));
        place.run(&["admin", "reinstate-member", "hanako@h.example"]).expect(0);
        let log = platform_log(&place.db());
        let suspended = log.iter().find(|leaf| leaf.kind == EntryKind::MemberSuspended).unwrap();
        assert!(suspended.facts.contains("suspected_breach"));
    }
}

#[test]
fn a_ledger_that_was_tampered_with_does_not_verify() {
    for place in Place::migrated() {
        organisation(&place, "university", "Hokuto University", "h");
        organisation(&place, "university", "Seiran University", "s");
        let sound = place.run(&["ledger", "verify"]).expect(0).out;
        assert!(sound.starts_with("ok\tplatform\t2\t"), "{sound}");
        let disarm = if place.url.starts_with("sqlite") {
            "DROP TRIGGER ledger_entries_no_update"
        } else {
            "ALTER TABLE ledger_entries DISABLE TRIGGER USER"
        };
        run_sql(&place.url, disarm);
        run_sql(
            &place.url,
            "UPDATE ledger_entries SET subject = 'organisation:another' WHERE seq = 1",
        );
        let broken = place.run(&["ledger", "verify"]).expect(1);
        assert!(
            broken
                .out
                .contains("BROKEN\tplatform\t2\tlog platform: entry 1 is not what was recorded"),
            "{broken:?}"
        );
        assert!(broken.err.contains("do not verify"), "{broken:?}");
    }
}
