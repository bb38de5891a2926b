//! `enishi backup` and `enishi restore`: the same data, from any database into any, while somebody writes.

use crate::admin::{member, organisation};
use crate::contents::{assert_restored, columns, contents, fill};
use crate::place::{Ended, Place, try_sql};
use crate::postgres::PostgresDatabase;
use enishi::services::backup::keys;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

/// A pair of keys of a place; the public half.
pub fn key(place: &Place) -> String {
    let made = place.run(&["backup", "key", "--to", "key.txt"]).expect(0);
    made.out.lines().next().unwrap().to_owned()
}

/// A backup of a place in the file `backup.age`.
pub fn backup(place: &Place) -> Ended {
    let public = key(place);
    place.run(&["backup", "write", "--to", "backup.age", "--recipient", &public])
}

/// The same key signs in another place.
pub fn same_ledger_key(from: &Place, to: &Place) {
    std::fs::create_dir_all(to.path("var")).unwrap();
    std::fs::copy(from.path("var/ledger-key.pem"), to.path("var/ledger-key.pem")).unwrap();
}

/// Restores the backup of a place into another one.
pub fn restore(from: &Place, to: &Place) -> Ended {
    let (file, key) = (from.path("backup.age"), from.path("key.txt"));
    let arguments = [
        "restore",
        "--from",
        file.to_str().unwrap(),
        "--identity",
        key.to_str().unwrap(),
    ];
    to.run(&arguments)
}

/// What stands in a backup.
pub fn opened(file: &Path, key_file: &Path) -> String {
    let identities = keys::identities(key_file).unwrap();
    let sealed = std::fs::read(file).unwrap();
    let decryptor = age::Decryptor::new(&sealed[..]).unwrap();
    let decrypted = decryptor
        .decrypt(identities.iter().map(|one| -> &dyn age::Identity { one }))
        .unwrap();
    let mut text = String::new();
    zstd::Decoder::new(decrypted)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// A migrated place on the same kind of database, with the ledger key of another.
fn fresh_like(place: &Place) -> Place {
    let sqlite = place.url.starts_with("sqlite");
    let fresh = Place::everywhere()
        .into_iter()
        .find(|fresh| fresh.url.starts_with("sqlite") == sqlite)
        .unwrap();
    fresh.run(&["migrate"]).expect(0);
    same_ledger_key(place, &fresh);
    fresh
}

#[test]
fn a_restored_backup_is_the_same_data_and_its_ledger_verifies() {
    for place in Place::everywhere() {
        fill(&place);
        let signed = place.run(&["ledger", "verify"]).expect(0).out;
        let before = contents(&place.url);
        let written = backup(&place).expect(0);
        assert!(
            written.out.contains(&format!("of {} tables", before.len())),
            "{written:?}"
        );
        let recorded = contents(&place.url)["ledger_entries"].clone();
        let recorded: Vec<_> = recorded.difference(&before["ledger_entries"]).collect();
        assert!(
            recorded.len() == 1 && recorded[0].contains("backup_written"),
            "{recorded:?}"
        );
        for file in ["backup.age", "key.txt"] {
            let mode = std::fs::metadata(place.path(file)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{file}");
        }

        let other = fresh_like(&place);
        let restored = restore(&place, &other).expect(0);
        assert!(restored.out.contains("The ledger verifies: "), "{restored:?}");
        assert_restored(&contents(&other.url), &before);
        let verified = other.run(&["ledger", "verify"]).expect(0).out;
        assert_eq!(verified.lines().count(), signed.lines().count());
        assert!(verified.lines().all(|line| line.starts_with("ok\t")), "{verified}");

        let index = |place: &Place| place.run(&["reindex"]).expect(0).out;
        let listings = index(&place);
        assert!(
            restored.out.contains(listings.trim().trim_end_matches('.')),
            "{restored:?}"
        );
        assert_eq!(index(&other), listings);
        // What was restored is a database to work with, and still one that refuses to forget.
        other.run(&["work", "--once"]).expect(0);
        other.run(&["ledger", "verify"]).expect(0);
        let refused = try_sql(&other.url, "DELETE FROM ledger_entries").unwrap_err();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

#[test]
fn a_backup_holds_every_table_and_every_column_that_the_database_has() {
    for place in Place::migrated() {
        backup(&place).expect(0);
        let text = opened(&place.path("backup.age"), &place.path("key.txt"));
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let carried = lines.filter_map(|line| {
            let table = line.get("table")?.clone();
            let columns = table["columns"].as_array().unwrap().iter();
            let columns = columns.map(|column| column[0].as_str().unwrap().to_owned());
            Some((table["name"].as_str().unwrap().to_owned(), columns.collect::<Vec<_>>()))
        });
        assert_eq!(carried.collect::<BTreeMap<_, _>>(), columns(&place.url));
    }
}

#[test]
fn a_backup_goes_from_sqlite_to_postgresql_and_back() {
    if PostgresDatabase::create().is_none() {
        return;
    }
    let [sqlite, postgres] = <[Place; 2]>::try_from(Place::everywhere()).ok().unwrap();
    fill(&sqlite);
    let before = contents(&sqlite.url);
    backup(&sqlite).expect(0);
    postgres.run(&["migrate"]).expect(0);
    same_ledger_key(&sqlite, &postgres);
    restore(&sqlite, &postgres).expect(0);

    // What PostgreSQL writes is what SQLite wrote: the same lines with the same sums.
    backup(&postgres).expect(0);
    let (from, to) = (tables(&sqlite), tables(&postgres));
    assert_eq!(from.len(), before.len());
    for (name, lines) in &from {
        // The ledger has come to hold that the backup was restored.
        let is_equal = to[name] == *lines || ["ledger_entries", "ledger_heads"].contains(&name.as_str());
        assert!(is_equal, "{name} is written otherwise");
    }

    let third = fresh_like(&sqlite);
    restore(&postgres, &third).expect(0);
    let mut after = contents(&third.url);
    let twice = after.get_mut("ledger_entries").unwrap();
    let first_restoration = twice
        .iter()
        .find(|entry| entry.contains("backup_restored"))
        .unwrap()
        .clone();
    let second = twice.iter().filter(|entry| entry.contains("backup_restored")).count();
    assert_eq!(second, 2, "both restorations are recorded");
    twice.remove(&first_restoration);
    assert_restored(&after, &before);
}

/// The lines of each table in a place's backup, the sum included.
fn tables(place: &Place) -> BTreeMap<String, Vec<String>> {
    let text = opened(&place.path("backup.age"), &place.path("key.txt"));
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines().skip(1).filter(|line| !line.starts_with("{\"end\"")) {
        if let Some(rest) = line.strip_prefix("{\"table\":{\"name\":\"") {
            rest.split_once('"').unwrap().0.clone_into(&mut current);
        }
        tables.entry(current.clone()).or_default().push(line.to_owned());
    }
    tables
}

fn numbered(count: usize) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        writeln!(
            text,
            r#"{{"_id":"{number}","title":"シーズ {number}","language":"ja"}}"#
        )
        .unwrap();
        text
    })
}

#[test]
fn a_backup_that_is_made_while_somebody_writes_is_of_one_instant() {
    const ALL: usize = 2_000;
    const BATCH: usize = 20;
    const HOME: &str = "Hokuto University";
    for place in Place::migrated() {
        organisation(&place, "university", HOME, "h");
        member(&place, HOME, "researcher", "hanako@h.example");
        let public = key(&place);
        let file = place.write("seeds.jsonl", numbered(ALL));
        let mut import = place.command(&["import", &file, "--organisation", HOME, "--batch", &BATCH.to_string()]);
        let mut import = import.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut sizes = Vec::new();
        while sizes.len() < 3 {
            let name = format!("{}.age", sizes.len());
            place
                .run(&["backup", "write", "--to", &name, "--recipient", &public])
                .expect(0);
            let text = opened(&place.path(&name), &place.path("key.txt"));
            let table = |name: &str| {
                let begin = text.find(&format!("{{\"table\":{{\"name\":\"{name}\"")).unwrap();
                let rows = text[begin..].lines().skip(1);
                rows.take_while(|line| line.starts_with('[')).count()
            };
            assert_eq!(table("listings") % BATCH, 0, "batches are whole or not there");
            assert_eq!(table("listings"), table("import_keys"));
            assert_eq!(table("listings"), table("listing_drafts"));
            sizes.push(table("listings"));
        }
        import.kill().unwrap();
        import.wait().unwrap();
        assert!(
            sizes.is_sorted() && sizes[0] < ALL && sizes[2] > 0,
            "nothing was written meanwhile: {sizes:?}"
        );
        std::fs::rename(place.path("2.age"), place.path("backup.age")).unwrap();
        let other = fresh_like(&place);
        let restored = restore(&place, &other).expect(0);
        assert!(
            restored.out.contains(&format!("The index holds {} listings", sizes[2])),
            "{restored:?}"
        );
    }
}
