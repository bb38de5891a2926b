//! A backup that nobody could read is not made, and one that fails leaves nothing.

use crate::backup::{key, opened};
use crate::backup_refusals::assert_told;
use crate::contents::fill;
use crate::place::{Place, ended, run_sql};
use std::path::Path;
use std::process::Command;

fn left(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_backup_that_nobody_could_read_or_that_fails_leaves_nothing() {
    for place in Place::migrated() {
        let public = key(&place);
        let folder = place.path("backups");
        std::fs::create_dir(&folder).unwrap();
        let write = |to: &str, recipient: &[&str]| {
            place
                .run(&[&["backup", "write", "--to", to], recipient].concat())
                .expect(1)
        };
        let to = "backups/a.age";
        assert_told(&write(to, &[]), &["nobody could read this backup", "enishi backup key"]);
        assert_told(
            &write(to, &["--recipient", "age1nobody"]),
            &["age1nobody is no public key"],
        );
        let secret = std::fs::read_to_string(place.path("key.txt")).unwrap();
        let secret = secret.lines().last().unwrap();
        let ended = write(to, &["--recipient", secret]);
        assert_told(&ended, &["a secret key (keep it off this machine) is no public key"]);
        assert!(!ended.err.contains(secret), "the secret key is shown");
        assert_told(
            &write("nowhere/a.age", &["--recipient", &public]),
            &["nowhere/a.age", "No such file"],
        );
        place.write("backups/there.age", "precious");
        assert_told(
            &write("backups/there.age", &["--recipient", &public]),
            &["there.age is there already"],
        );
        // In the middle of it the database fails.
        run_sql(&place.url, "ALTER TABLE saved_searches RENAME TO saved");
        assert_told(
            &write(to, &["--recipient", &public]),
            &["no backup was written", "saved_searches"],
        );
        run_sql(&place.url, "ALTER TABLE saved RENAME TO saved_searches");
        assert_eq!(left(&folder), ["there.age"]);
        assert_eq!(std::fs::read(folder.join("there.age")).unwrap(), b"precious");
        let again = place.run(&["backup", "key", "--to", "key.txt"]).expect(1);
        assert_told(&again, &["key.txt is there already"]);
        place
            .run(&["backup", "write", "--to", to, "--recipient", &public])
            .expect(0);
    }
}

#[test]
fn keys_in_the_configuration_are_checked_and_used() {
    let place = &Place::migrated()[0];
    let public = key(place);
    let with = |recipients: &str, to: &str| {
        let mut command = place.command(&["backup", "write", "--to", to]);
        ended(command.env("ENISHI_BACKUP__RECIPIENTS", recipients), "")
    };
    let secret = std::fs::read_to_string(place.path("key.txt")).unwrap();
    let secret = secret.lines().last().unwrap().to_owned();
    for wrong in ["[\"age1nobody\"]".to_owned(), format!("[\"{secret}\"]")] {
        let ended = with(&wrong, "a.age").expect(1);
        assert_told(&ended, &["backup.recipients must be public keys (age1...)"]);
        assert!(!ended.err.contains(&secret), "the secret key is shown");
    }
    with(&format!("[\"{public}\"]"), "a.age").expect(0);
    assert!(opened(&place.path("a.age"), &place.path("key.txt")).starts_with("{\"backup\":{\"format\":1,"));
}

#[test]
fn a_disk_that_is_full_is_reported_and_what_was_written_is_gone() {
    for place in Place::everywhere() {
        fill(&place);
        let public = key(&place);
        std::fs::create_dir(place.path("backups")).unwrap();
        let command = place.command(&["backup", "write", "--to", "backups/a.age", "--recipient", &public]);
        let mut shell = Command::new("sh");
        shell
            .args(["-c", "ulimit -f 200; trap '' XFSZ; exec \"$0\" \"$@\""])
            .arg(command.get_program())
            .args(command.get_args())
            .env_clear()
            .envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))))
            .current_dir(place.path(""));
        let failed = ended(&mut shell, "").expect(1);
        assert_told(&failed, &["no backup was written", "backups/a.age", "File too large"]);
        assert!(left(&place.path("backups")).is_empty());
    }
}
