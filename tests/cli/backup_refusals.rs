//! What is no backup, or not for this place, is refused with what to do, and the database stays as it was.

use crate::admin::organisation;
use crate::backup::{backup, key, opened, restore, same_ledger_key};
use crate::contents::contents;
use crate::place::{Ended, Place, ended};
use enishi::services::backup::keys;
use std::io::Write;

const HOME: &str = "Hokuto University";

/// Places with a backup of theirs that holds an organisation, each with an empty place beside it.
fn pairs() -> Vec<(Place, Place)> {
    let pairs: Vec<_> = Place::migrated().into_iter().zip(Place::migrated()).collect();
    for (place, empty) in &pairs {
        organisation(place, "university", HOME, "h");
        backup(place).expect(0);
        same_ledger_key(place, empty);
    }
    pairs
}

/// Fails unless the backup of the one is refused by the other, which stays as it is.
#[track_caller]
fn refused(from: &Place, to: &Place, told: &[&str]) {
    let before = contents(&to.url);
    let ended = restore(from, to).expect(1);
    assert_told(
        &ended,
        &[&["nothing was restored, the database is as it was"], told].concat(),
    );
    assert_eq!(contents(&to.url), before, "{told:?}");
}

/// Fails unless this was said, and nothing that must not be.
#[track_caller]
pub fn assert_told(ended: &Ended, told: &[&str]) {
    for what in told {
        assert!(ended.err.contains(what), "{what} is not in:\n{}", ended.err);
    }
    assert!(
        !ended.err.contains(HOME) && !ended.err.contains("AGE-SECRET-KEY-1Q"),
        "{ended:?}"
    );
}

/// Encrypts a text for the key of a place, as anybody can who has the public half.
fn seal(place: &Place, text: &str) {
    let [identity] = <[_; 1]>::try_from(keys::identities(&place.path("key.txt")).unwrap())
        .ok()
        .unwrap();
    let recipient = identity.to_public();
    let encryptor =
        age::Encryptor::with_recipients([&recipient].map(|one| -> &dyn age::Recipient { one }).into_iter()).unwrap();
    let mut sealed = Vec::new();
    let mut compressed = zstd::Encoder::new(encryptor.wrap_output(&mut sealed).unwrap(), 1).unwrap();
    compressed.write_all(text.as_bytes()).unwrap();
    compressed.finish().unwrap().finish().unwrap();
    place.write("backup.age", sealed);
}

fn text_of(place: &Place) -> String {
    opened(&place.path("backup.age"), &place.path("key.txt"))
}

#[test]
fn another_key_or_none_is_told_from_damage() {
    for (place, empty) in pairs() {
        let right = std::fs::read(place.path("key.txt")).unwrap();
        std::fs::remove_file(place.path("key.txt")).unwrap();
        refused(&place, &empty, &["cannot read or write", "key.txt", "No such file"]);
        key(&place);
        refused(
            &place,
            &empty,
            &["key.txt does not open this backup", "backup.recipients"],
        );
        for none in [
            "",
            "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
            "AGE-SECRET-KEY-1QQQ",
        ] {
            place.write("key.txt", none);
            refused(&place, &empty, &["key.txt holds no secret key", "AGE-SECRET-KEY-1..."]);
        }
        place.write("key.txt", right);
        std::fs::remove_file(place.path("backup.age")).unwrap();
        refused(&place, &empty, &["backup.age", "No such file"]);
        place.run(&["restore", "--from", "backup.age"]).expect(2);
    }
}

#[test]
fn a_file_that_was_cut_off_or_changed_restores_nothing() {
    for (place, empty) in pairs() {
        let whole = std::fs::read(place.path("backup.age")).unwrap();
        for length in [0, 10, 100, 250, whole.len() / 2, whole.len() - 16, whole.len() - 1] {
            place.write("backup.age", &whole[..length]);
            refused(&place, &empty, &["take another copy of it or an older one"]);
        }
        for at in [
            0,
            30,
            60,
            190,
            230,
            300,
            whole.len() / 2,
            whole.len() - 20,
            whole.len() - 1,
        ] {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            place.write("backup.age", changed);
            refused(&place, &empty, &["take another copy"]);
        }
        place.write("backup.age", [&whole[..], b"more"].concat());
        refused(&place, &empty, &["take another copy of it or an older one"]);
        let (file, key) = (place.path("backup.age"), place.path("key.txt"));
        let check = [
            "backup",
            "check",
            file.to_str().unwrap(),
            "--identity",
            key.to_str().unwrap(),
        ];
        assert_told(
            &empty.run(&check).expect(1),
            &["cannot be restored", "damaged or cut off"],
        );
        place.write("backup.age", whole);
        let checked = empty.run(&check).expect(0).out;
        assert!(
            checked.starts_with("ok\t") && checked.contains("Compare the key"),
            "{checked}"
        );
        restore(&place, &empty).expect(0);
    }
}

/// Encryption is no signature: whoever has the public key can make a file that opens.
#[test]
fn a_file_that_somebody_else_made_is_not_believed() {
    let (place, empty) = pairs().remove(0);
    let text = text_of(&place);
    seal(&place, &text);
    let lines: Vec<&str> = text.lines().collect();
    let without = |sign: &str| {
        let kept: Vec<&str> = lines.iter().filter(|line| !line.contains(sign)).copied().collect();
        format!("{}\n", kept.join("\n"))
    };
    let end = lines.last().unwrap();
    let forgeries = [
        (text.replace(HOME, "Another University"), "table organisations"),
        (
            text.replacen("[\"index_changes\",", "[\"index_changes\" ,", 1),
            "table counters",
        ),
        (text.replacen("[\"index_changes\",", "[", 1), "table counters"),
        (without(HOME), "table organisations"),
        (without("\"sum\""), "table announcements"),
        (without("\"end\""), "it ends at line"),
        (format!("{text}{end}\n"), "something follows the end"),
        (text.replace("\"rows\":3,", "\"rows\":4,"), "sum of table"),
        (
            text.replacen("\"migration\":\"", "\"migration\":\"9", 1),
            "update and run `enishi migrate`",
        ),
        (text.replacen("\"format\":1", "\"format\":2", 1), "is of format 2"),
        (
            text.replacen("\"made_at\":\"2", "\"made_at\":\"1", 1),
            "the signature at the end",
        ),
        (
            text.replacen("\"signed_by\":\"", "\"signed_by\":\"00", 1),
            "was signed by the ledger key 00",
        ),
        (text.replacen("\"tables\":", "\"tables\":1", 1), "the counts do not fit"),
        ("縁".to_owned(), "it ends at line 1"),
        ("{}\n".to_owned(), "is no backup"),
    ];
    for (forged, told) in forgeries {
        assert_ne!(forged, text, "{told}");
        seal(&place, &forged);
        refused(&place, &empty, &[told]);
    }
    seal(&place, &text);
    restore(&place, &empty).expect(0);
}

#[test]
fn a_backup_of_another_installation_is_refused_until_its_key_is_named() {
    let (place, empty) = pairs().remove(0);
    let public = place.run(&["ledger", "key"]).expect(0).out.trim().to_owned();
    std::fs::remove_file(empty.path("var/ledger-key.pem")).unwrap();
    refused(
        &place,
        &empty,
        &[
            &format!("signed by the ledger key {public}"),
            "ledger.former_public_keys",
        ],
    );
    let (file, key) = (place.path("backup.age"), place.path("key.txt"));
    let arguments = [
        "restore",
        "--from",
        file.to_str().unwrap(),
        "--identity",
        key.to_str().unwrap(),
    ];
    let mut command = empty.command(&arguments);
    let former = format!("[\"{public}\"]");
    ended(command.env("ENISHI_LEDGER__FORMER_PUBLIC_KEYS", former), "").expect(0);
}

#[test]
fn only_an_empty_database_of_the_same_version_is_restored_into() {
    for (place, empty) in pairs() {
        refused(
            &place,
            &place,
            &["holds something already", "name a new one in database.url"],
        );
        organisation(&empty, "university", "Another University", "a");
        refused(&place, &empty, &["holds something already"]);
    }
}

#[test]
fn a_server_at_work_on_the_same_index_is_not_pulled_out_from_under() {
    let (place, empty) = pairs().remove(0);
    let _held =
        enishi::search::SearchIndex::open(&empty.path("var/search"), enishi::search::Options::default()).unwrap();
    refused(&place, &empty, &["index"]);
}
