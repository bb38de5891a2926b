//! `enishi thesaurus`: lists of terms in operators' own files.

use crate::place::Place;
use enishi::domain::ledger::EntryKind;
use enishi::store::error::StoreError;
use enishi::store::ledger;

fn changes(place: &Place) -> usize {
    let log = place.db().read_blocking(|rx| ledger::leaves(rx, "platform", 0, 1_000));
    let log = log.map_err(|error: StoreError| error).unwrap();
    log.iter()
        .filter(|leaf| leaf.kind == EntryKind::ThesaurusChanged)
        .count()
}

const TERMS: &str = "code\tlabel_ja\tlabel_en\tmore\n\
    1\t架空鎖症\tKvazin syndrome\t-\n\
    1\t架空鎖病\t\t-\n\
    2\t筋萎縮性側索硬化症\tLou Kvazin disease\t-\n";
const COLUMNS: [&str; 6] = [
    "--column",
    "id=code",
    "--column",
    "ja=label_ja",
    "--column",
    "en=label_en",
];

#[test]
fn a_list_is_imported_shown_replaced_and_taken_away() {
    for place in Place::migrated() {
        let file = place.write("terms.tsv", TERMS);
        let import = |file: &str| place.run(&[&["thesaurus", "import", file, "--name", "ours"][..], &COLUMNS].concat());
        let told = import(&file).expect(0).out;
        assert!(
            told.contains("ours: 2 concepts (1 new, 1 known already) with 4 new names"),
            "{told}"
        );
        assert!(import(&file).expect(0).out.contains("nothing changed"));
        assert_eq!(changes(&place), 1);
        let listed = place.run(&["thesaurus", "list"]).expect(0).out;
        assert!(listed.starts_with("ours\t2 concepts\t"), "{listed}");

        // A wrong line is named and left out; the others take the place of what was there.
        let file = place.write("terms.tsv", format!("{TERMS}3\t\t\t-\n"));
        let told = import(&file).expect(1);
        assert!(told.err.contains("line 5: no name in either language"), "{}", told.err);
        assert!(told.out.contains("nothing changed"));

        assert!(
            place
                .run(&["thesaurus", "remove", "ours"])
                .expect(0)
                .out
                .contains("gone")
        );
        let missing = place.run(&["thesaurus", "remove", "ours"]).expect(1).err;
        assert!(missing.contains("there is no list ours"), "{missing}");
        assert!(
            place
                .run(&["thesaurus", "list"])
                .expect(0)
                .out
                .contains("No list was imported")
        );
        assert_eq!(changes(&place), 2);
    }
}

#[test]
fn a_file_that_names_no_column_is_refused_with_what_to_write() {
    let place = &Place::migrated()[0];
    let file = place.write("terms.tsv", TERMS);
    let refused = place.run(&["thesaurus", "import", &file]).expect(1).err;
    assert!(
        refused.contains("ja=label_ja") && refused.contains("code, label_ja, label_en, more"),
        "{refused}"
    );
    let wrong = place
        .run(&["thesaurus", "import", &file, "--column", "jp=label_ja"])
        .expect(2)
        .err;
    assert!(wrong.contains("jp is none of id, ja, en"), "{wrong}");
    let not_text = place.write("latin1.tsv", [b'j', b'a', b'\n', 0xE9, b'\n']);
    assert!(
        place
            .run(&["thesaurus", "import", &not_text])
            .expect(1)
            .err
            .contains("UTF-8")
    );
    assert_eq!(changes(place), 0);
}
