//! `enishi migrate`.

use crate::place::Place;

#[test]
fn migrating_twice_does_nothing_the_second_time() {
    for place in Place::everywhere() {
        place.run(&["migrate", "--check"]).expect(1);
        assert!(place.run(&["migrate"]).expect(0).out.starts_with("Migrated: "));
        assert!(place.run(&["migrate"]).expect(0).out.contains("up to date already"));
        place.run(&["migrate", "--check"]).expect(0);
    }
}

#[test]
fn what_the_program_writes_is_nobody_elses_to_read() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::sqlite();
    place.run(&["migrate"]).expect(0);
    place.run(&["reindex"]).expect(0);
    let (mut folders, mut seen) = (vec![place.path("")], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{entry:?}: {mode:o}");
            seen += 1;
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            }
        }
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn commands_that_need_tables_say_how_to_get_them() {
    let place = Place::sqlite();
    let file = place.write("empty.jsonl", "");
    for command in [
        &["serve"][..],
        &["work", "--once"],
        &["demo"],
        &["reindex"],
        &["import", &file, "--organisation", "x"],
        &["ledger", "verify"],
        &["backup", "write", "--to", "backup.age"],
        &["restore", "--from", "backup.age", "--identity", "key.txt"],
    ] {
        let ended = place.run(command).expect(1);
        assert!(ended.err.contains("run `enishi migrate`"), "{command:?}: {ended:?}");
    }
}
