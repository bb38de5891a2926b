//! `enishi import`: idempotent, resumable, and exact about what is wrong.

use crate::admin::{member, organisation};
use crate::place::{Ended, Place};
use enishi::domain::ids::{ListingId, VersionId};
use enishi::domain::ledger::{Doer, Entry, EntryKind, Log};
use enishi::domain::listing::{Listing, ListingKind, NeedVisibility};
use enishi::domain::tier::Tier;
use enishi::store::db::{Audited, Reads, Writes};
use enishi::store::error::StoreError;
use enishi::store::index_changes::{self, Reach};
use enishi::store::{drafts, ledger, listings, organisations, versions};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

const HOME: &str = "Hokuto University";

fn places() -> Vec<Place> {
    let places = Place::migrated();
    for place in &places {
        organisation(place, "university", HOME, "h");
        member(place, HOME, "researcher", "hanako@h.example");
    }
    places
}

fn import(place: &Place, file: &str, more: &[&str]) -> Ended {
    place.run(&[&["import", file, "--organisation", HOME][..], more].concat())
}

fn published(place: &Place) -> Vec<Listing> {
    let all = place
        .db()
        .read_blocking(|rx| listings::visible_after(rx, ListingKind::Seed, None, 100_000));
    all.map_err(|error: StoreError| error).unwrap()
}

/// What members may read of the only imported seed, and how many versions it has.
fn only(place: &Place) -> (ListingId, String, usize) {
    let all = published(place);
    assert_eq!(all.len(), 1);
    let (id, shown) = (all[0].id, all[0].published.unwrap());
    let read = place.db().read_blocking(|rx| {
        let texts = versions::machine_read(rx, shown, Tier::Members)?;
        Ok::<_, StoreError>((texts.concat(), versions::of_listing(rx, id)?.len()))
    });
    let (text, count) = read.unwrap();
    (id, text, count)
}

fn batches(place: &Place) -> usize {
    let entries = place.db().read_blocking(|rx| {
        let home = organisations::find_by_name(rx, HOME)?.unwrap();
        ledger::leaves(rx, &ledger::log_of(home.id), 0, 100_000)
    });
    let entries = entries.map_err(|error: StoreError| error).unwrap();
    entries.iter().filter(|leaf| leaf.kind == EntryKind::Imported).count()
}

fn numbered(count: usize) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        writeln!(
            text,
            r#"{{"_id":"{number}","title":"シーズ {number}","text":"自己免疫疾患の抗体","language":"ja"}}"#
        )
        .unwrap();
        text
    })
}

#[test]
fn importing_twice_changes_nothing_the_second_time() {
    for place in places() {
        let file = place.write("seeds.jsonl", numbered(25));
        let first = import(&place, &file, &["--batch", "10"]).expect(0);
        assert!(first.out.starts_with("25 new, 0 changed, 0 unchanged"), "{first:?}");
        assert_eq!((published(&place).len(), batches(&place)), (25, 3));
        let second = import(&place, &file, &[]).expect(0);
        assert!(second.out.starts_with("0 new, 0 changed, 25 unchanged"), "{second:?}");
        assert_eq!((published(&place).len(), batches(&place)), (25, 3));
        let queued = place.db().read_blocking(|rx| index_changes::newest(rx));
        assert_eq!(queued.map_err(|error: StoreError| error).unwrap(), 25);
        place.run(&["ledger", "verify"]).expect(0);
        let indexed = place.run(&["reindex"]).expect(0);
        assert!(indexed.out.contains("The index holds 25 listings"), "{indexed:?}");
    }
}

#[test]
fn an_import_that_was_killed_is_continued() {
    const ALL: usize = 3_000;
    for place in places() {
        let file = place.write("seeds.jsonl", numbered(ALL));
        let mut command = place.command(&["import", &file, "--organisation", HOME, "--batch", "20"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while batches(&place) < 2 {
            assert!(
                begun.elapsed() < Duration::from_secs(120),
                "the import does not get going"
            );
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let done = published(&place).len();
        assert_eq!(done % 20, 0, "batches are whole or not there");
        assert!(done < ALL, "killed too late");
        let rest = import(&place, &file, &[]).expect(0);
        assert!(
            rest.out
                .starts_with(&format!("{} new, 0 changed, {done} unchanged", ALL - done)),
            "{rest:?}"
        );
        assert_eq!(published(&place).len(), ALL);
        place.run(&["ledger", "verify"]).expect(0);
    }
}

#[test]
fn wrong_lines_are_named_and_only_they_are_left_out() {
    for place in places() {
        let lines = [
            &br#"{"_id":"1","title":"A good one","shoe_size":43}"#[..],
            br#"{"_id":"2","title":"Secret words","disease_areas":["oncology"]}"#,
            br#"{"_id":"3","text":"Secret words"}"#,
            b"Secret words",
            br#"{"_id":"4","title":"Secret words","stage_min":"screening","stage_max":"basic"}"#,
            br#"{"_id":"5","title":["Secret words"]}"#,
            br#"{"title":"Secret words"}"#,
            b"{\"_id\":\"6\",\"title\":\"\xFF\"}",
            br#"{"_id":"1","title":"Secret words"}"#,
            br#"{"_id":"7","title":"Secret words","language":"fr"}"#,
            b"",
            br#"{"_id":"8","title":"Secret words","evidence":[{"system":5}]}"#,
            br#"{"_id":"9","title":"Another good one"}"#,
            br#"{"_id":"11\u0000","title":"Secret words"}"#,
            br#"{"_id":"12","title":"A third good one","problem":"Left behind\u0000"}"#,
            br#"{"_id":"13","title":"Secret words","planned_filing_date":"+12026-04-01"}"#,
            br#"{"_id":"14","title":"Secret words","planned_filing_date":"1026-04-01"}"#,
            br#"{"_id":"15","title":"Secret words","planned_filing_date":"2026-02-30"}"#,
            br#"{"_id":"16","title":"Secret words","planned_filing_date":"+999999-01-01"}"#,
            br#"{"_id":"17","title":"Secret words","disclosures":[{"kind":"poster","state":"past","date":"0001-01-01"}]}"#,
            br#"{"_id":"10","title":"Secret wo"#,
        ];
        let file = place.write("seeds.jsonl", lines.join(&b'\n'));
        let ended = import(&place, &file, &[]).expect(1);
        let told = [
            ":2: disease_areas.0: unknown code",
            ":3: title: required",
            ":4: not a JSON object (column 1)",
            ":5: stage_max: stage order",
            ":6: title: malformed",
            ":7: _id: required",
            ":8: not UTF-8",
            ":9: _id: stands on line 1 already, with other content",
            ":10: language: unknown code",
            ":12: evidence.0.system: malformed",
            ":14: _id: control character",
            ":16: planned_filing_date: date out of range",
            ":17: planned_filing_date: date out of range",
            ":18: planned_filing_date: malformed",
            ":19: planned_filing_date: malformed",
            ":20: disclosures.0.date: date out of range",
            ":21: the file ends in the middle of this line; nothing of the line was imported",
            "Fields that were passed over: shoe_size",
            "error: 17 lines were not imported",
        ];
        for what in told {
            assert!(ended.err.contains(what), "{what} is not in:\n{}", ended.err);
        }
        assert!(!ended.err.contains("Secret"), "{}", ended.err);
        assert!(ended.out.starts_with("3 new,"), "{ended:?}");
        // Control characters, which extraction leaves behind, are no reason to leave a line out.
        assert_eq!(published(&place).len(), 3);
    }
}

#[test]
fn a_change_that_members_cannot_see_does_not_reach_what_they_search() {
    for place in places() {
        let file = place.write("one.jsonl", r#"{"_id":"1","title":"心筋再生","target":"IL-6"}"#);
        import(&place, &file, &[]).expect(0);
        let reaches = || {
            let rows = place.db().read_blocking(|rx| index_changes::after(rx, 0, 100)).unwrap();
            rows.into_iter().map(|(_, _, reach)| reach).collect::<Vec<_>>()
        };
        let before = reaches();
        place.write("one.jsonl", r#"{"_id":"1","title":"心筋再生","target":"TNF"}"#);
        let changed = import(&place, &file, &[]).expect(0);
        assert!(changed.out.starts_with("0 new, 1 changed"), "{changed:?}");
        assert_eq!(reaches(), [before, vec![Reach::Owner]].concat());
    }
}

#[test]
fn a_record_that_changed_becomes_a_version_unless_somebody_worked_on_it() {
    for place in places() {
        let file = place.write("one.jsonl", r#"{"_id":"1","title":"心筋再生","text":"旧い本文"}"#);
        import(&place, &file, &[]).expect(0);
        place.write(
            "one.jsonl",
            r#"{"_id":"1","title":"心筋再生","text":"新しい本文","target":"IL-6"}"#,
        );
        let changed = import(&place, &file, &[]).expect(0);
        assert!(changed.out.starts_with("0 new, 1 changed"), "{changed:?}");
        let (id, text, count) = only(&place);
        assert!(text.contains("新しい本文") && !text.contains("IL-6"), "{text}");
        assert_eq!(count, 2);

        let edited = place.db().chore_blocking(|chore| {
            let mut draft = drafts::find(chore, id)?.unwrap();
            draft.content = r#"{"title":{"ja":"所有者の題"}}"#.into();
            assert!(chore.now().timestamp() > 0);
            drafts::update(chore, id, &mut draft)
        });
        edited.map_err(|error: StoreError| error).unwrap();
        place.write("one.jsonl", r#"{"_id":"1","title":"心筋再生","text":"三番目の本文"}"#);
        let left = import(&place, &file, &[]).expect(0);
        assert!(
            left.out.starts_with("0 new, 0 changed, 0 unchanged, 1 left"),
            "{left:?}"
        );
        assert_eq!(only(&place).2, 2);
    }
}

#[test]
fn importing_again_never_opens_what_the_owner_tightened() {
    for place in places() {
        let file = place.write(
            "one.jsonl",
            r#"{"_id":"1","title":"心筋再生","mechanism":"旧い機序","language":"ja"}"#,
        );
        import(&place, &file, &[]).expect(0);
        let (id, ..) = only(&place);
        let tightened = place.db().chore_blocking(|chore| {
            let mut draft = drafts::find(chore, id)?.unwrap();
            draft.tier_overrides.insert("mechanism".into(), Tier::Approved);
            drafts::update(chore, id, &mut draft)
        });
        tightened.map_err(|error: StoreError| error).unwrap();
        let corrected = r#"{"_id":"1","title":"心筋再生","mechanism":"新しい機序","language":"ja"}"#;
        place.write("one.jsonl", corrected);
        let left = import(&place, &file, &[]).expect(0);
        assert!(
            left.out.starts_with("0 new, 0 changed, 0 unchanged, 1 left"),
            "{left:?}"
        );
        assert!(!only(&place).1.contains("新しい機序"));
    }
}

#[test]
fn importing_again_leaves_a_version_that_went_through_review_alone() {
    for place in places() {
        let file = place.write(
            "one.jsonl",
            r#"{"_id":"1","title":"心筋再生","mechanism":"旧い機序","language":"ja"}"#,
        );
        import(&place, &file, &[]).expect(0);
        let (id, ..) = only(&place);
        reviewed(&place, id);
        place.write(
            "one.jsonl",
            r#"{"_id":"1","title":"心筋再生","mechanism":"新しい機序","language":"ja"}"#,
        );
        let left = import(&place, &file, &[]).expect(0);
        assert!(
            left.out.starts_with("0 new, 0 changed, 0 unchanged, 1 left"),
            "{left:?}"
        );
        let (_, shown, count) = only(&place);
        assert!(!shown.contains("新しい機序") && count == 2, "{shown}");
    }
}

/// Publishes a version that the owner submitted with the same text.
fn reviewed(place: &Place, id: ListingId) {
    let made = place.db().write_blocking(|tx| {
        let mut listing = listings::find(tx, id)?.unwrap();
        let mut version = versions::of_listing(tx, id)?.remove(0);
        version.id = VersionId::from_uuid(tx.new_uuid());
        version.number += 1;
        version.attestations.inventors_agree = true;
        versions::insert(tx, &version, &BTreeMap::new())?;
        listing.published = Some(version.id);
        listings::update(tx, &mut listing)?;
        let entry = Entry::new(
            Log::Platform,
            EntryKind::OperatorAction,
            Doer::Operator,
            "test:reviewed",
        );
        Ok::<_, StoreError>(Audited::new((), tx.record(entry)))
    });
    made.unwrap();
}

#[test]
fn facets_both_languages_and_long_texts_find_their_fields() {
    let place = &places()[0];
    let text = "A sentence about muscle. ".repeat(60);
    let line = serde_json::json!({
        "id": 7, "title_ja": "筋", "title": "Muscle", "text": text, "disease_areas": "rare_intractable",
        "modalities": ["antibody"], "stage": "screening", "summary": "Short", "competitors": "drug A",
    });
    let file = place.write("one.jsonl", line.to_string());
    import(place, &file, &["--match"]).expect(0);
    let (_, shown, _) = only(place);
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["title"], serde_json::json!({"ja": "筋", "en": "Muscle"}));
    assert_eq!(shown["disease_areas"], serde_json::json!(["rare_intractable"]));
    assert_eq!(shown["stage_min"], "screening");
    assert_eq!(shown["stage_max"], "screening");
    assert_eq!(shown["summary"]["en"], "Short");
    let pieces = [&shown["problem"]["en"], &shown["mechanism"]["en"]].map(|piece| piece.as_str().unwrap());
    assert_eq!(pieces.join(" "), text.trim());
    let waiting = place.run(&["admin", "list-tasks", "--state", "ready"]).expect(0);
    assert!(waiting.out.contains("match_listing"), "{waiting:?}");
    let worked = place.run(&["work", "--once"]).expect(0);
    assert!(worked.out.contains("tasks were run"), "{worked:?}");
    let waiting = place.run(&["admin", "list-tasks", "--state", "ready"]).expect(0);
    assert!(!waiting.out.contains("match_listing"), "{waiting:?}");
}

#[test]
fn owner_and_organisation_must_be_there() {
    let place = &places()[0];
    organisation(place, "pharma", "Akebono Pharmaceutical", "a");
    member(place, "Akebono Pharmaceutical", "company", "taro@a.example");
    let file = place.write("one.jsonl", r#"{"_id":"1","title":"Muscle"}"#);
    let nobody = place.run(&["import", &file, "--organisation", "Nowhere"]).expect(1);
    assert!(nobody.err.contains("organisation: unknown reference"), "{nobody:?}");
    let company = place
        .run(&["import", &file, "--organisation", "Akebono Pharmaceutical"])
        .expect(1);
    assert!(company.err.contains("owner: unknown reference"), "{company:?}");
    let other = import(place, &file, &["--owner", "taro@a.example"]).expect(1);
    assert!(other.err.contains("owner: unknown reference"), "{other:?}");
    assert!(published(place).is_empty());
}

#[test]
fn needs_become_open_needs_of_a_company() {
    for place in places() {
        organisation(&place, "pharma", "Subaru Pharma", "s");
        member(&place, "Subaru Pharma", "company", "sato@s.example");
        let line = r#"{"_id":"n1","title":"Antibody wanted","text":"For lupus.","stage":"screening","modalities_wanted":"antibody","mechanism":"x"}"#;
        let file = place.write("needs.jsonl", line);
        let needs = |company: &str| place.run(&["import", &file, "--organisation", company, "--kind", "need"]);
        // A university has nobody who may own needs.
        needs(HOME).expect(1);
        let done = needs("Subaru Pharma").expect(0);
        assert!(done.out.starts_with("1 new, 0 changed, 0 unchanged"), "{done:?}");
        assert!(
            needs("Subaru Pharma")
                .expect(0)
                .out
                .starts_with("0 new, 0 changed, 1 unchanged")
        );
        let all = place.db().read_blocking(|rx| {
            let all = listings::visible_after(rx, ListingKind::Need, None, 10)?;
            let text = versions::machine_read(rx, all[0].published.unwrap(), Tier::Members)?.concat();
            Ok::<_, StoreError>((all, text))
        });
        let (all, text) = all.unwrap();
        assert_eq!((all.len(), all[0].visibility), (1, Some(NeedVisibility::Open)));
        assert!(text.contains("lupus") && text.contains("antibody"), "{text}");
    }
}
