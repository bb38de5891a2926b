//! Keeps `docs/security` true: every test, file and link that it names exists, every requirement of ASVS 5.0.0 has its one row, and
//! every count is that of its rows.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// How many requirements each section of the standard has.
const SECTIONS: &[(&str, &[usize])] = &[
    ("V1", &[2, 10, 12, 3, 3]),
    ("V2", &[3, 3, 5, 2]),
    ("V3", &[1, 3, 5, 8, 8, 1, 5]),
    ("V4", &[5, 5, 2, 4]),
    ("V5", &[1, 6, 3, 3]),
    ("V6", &[3, 12, 8, 6, 8, 4, 2, 4]),
    ("V7", &[3, 4, 2, 5, 3, 2]),
    ("V8", &[4, 4, 3, 2]),
    ("V9", &[3, 4]),
    ("V10", &[2, 3, 5, 16, 5, 2, 3]),
    ("V11", &[4, 5, 5, 4, 2, 2, 2]),
    ("V12", &[5, 2, 5]),
    ("V13", &[4, 6, 4, 7]),
    ("V14", &[2, 8, 3]),
    ("V15", &[5, 5, 7, 4]),
    ("V16", &[1, 5, 4, 3, 4]),
    ("V17", &[2, 8, 2]),
];

/// Sections that this design has no room for.
const WITHOUT_ROOM: &[&str] = &["V4.3", "V4.4", "V10.3", "V10.4", "V10.6", "V10.7", "V17"];

/// What belongs to the bar of level 3, whole chapters or single requirements.
const THIRD_LEVEL: &[&str] = &[
    "V2.3.5", "V5", "V7.5.3", "V8", "V11.2.5", "V11.3.4", "V14", "V15.2.5", "V15.4", "V16.5.4",
];

const STATES: [&str; 4] = ["pass", "open", "n/a", "decision"];
const PROMISES: [&str; 3] = ["built", "partly", "open"];

/// Where paths begin.
const PLACES: &[&str] = &[
    ".ci/",
    "benches/",
    "config/",
    "docs/",
    "frontend/",
    "migrations/",
    "scripts/",
    "src/",
    "tests/",
    "tools/",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn documents() -> Vec<(PathBuf, String)> {
    let folder = root().join("docs/security");
    let mut all: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .map(|path| (path.clone(), fs::read_to_string(&path).unwrap()))
        .collect();
    all.sort();
    assert!(all.len() >= 6, "the documents were not found");
    all
}

fn document(name: &str) -> String {
    fs::read_to_string(root().join("docs/security").join(name)).unwrap()
}

/// What stands between backquotes, a line at a time: none of them goes on in the next line.
fn quoted(text: &str) -> Vec<&str> {
    let lines = text.lines().filter(|line| !line.starts_with("```"));
    lines
        .inspect(|line| assert!(line.matches('`').count() % 2 == 0, "a quote goes on: {line}"))
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .collect()
}

/// The binary and the name of a test that is written as `cargo nextest` shows it.
fn as_test(quoted: &str) -> Option<(&str, Vec<&str>)> {
    let (package, name) = quoted.split_once(' ')?;
    let binary = match package.strip_prefix("enishi")? {
        "" => "",
        rest => rest.strip_prefix("::")?,
    };
    let is_name = |part: &&str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    let parts: Vec<_> = name.split("::").collect();
    // A command (`enishi admin`) is no test: those of the library stand in a module called `tests`.
    (parts.iter().all(is_name) && (!binary.is_empty() || parts.len() > 1)).then_some((binary, parts))
}

/// Files in which a module of a binary may be written: its own, or for `tests` also the one that it tests.
fn files_of(binary: &str, modules: &[&str]) -> Vec<PathBuf> {
    let base = match binary {
        "" => "src".to_owned(),
        binary => format!("tests/{binary}"),
    };
    if modules.is_empty() {
        return vec![format!("{base}.rs").into(), format!("{base}/main.rs").into()];
    }
    let own = format!("{base}/{}", modules.join("/"));
    let mut files: Vec<PathBuf> = vec![format!("{own}.rs").into(), format!("{own}/mod.rs").into()];
    if let Some(("tests", outer)) = modules.split_last().map(|(last, outer)| (*last, outer)) {
        let outer = format!("{base}/{}", outer.join("/"));
        files.push(format!("{outer}.rs").into());
        files.push(format!("{outer}/mod.rs").into());
    }
    files
}

fn is_there(binary: &str, parts: &[&str]) -> bool {
    let Some((name, modules)) = parts.split_last() else {
        return false;
    };
    let written = |text: &str| {
        let function = text.contains(&format!("fn {name}("));
        let on_both = ["on_both!(", "on_both_databases!("].iter().any(|macro_| {
            text.match_indices(macro_).any(|(at, found)| {
                let rest = text[at + found.len()..].trim_start();
                rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(','))
            })
        });
        text.contains("#[test]") && function || on_both
    };
    files_of(binary, modules)
        .iter()
        .filter_map(|file| fs::read_to_string(root().join(file)).ok())
        .any(|text| written(&text))
}

#[test]
fn every_test_that_is_named_exists() {
    let (mut named, mut missing) = (0, Vec::new());
    for (path, text) in documents() {
        for quoted in quoted(&text) {
            if let Some((binary, parts)) = as_test(quoted) {
                named += 1;
                if !is_there(binary, &parts) {
                    missing.push(format!("{}: {quoted}", path.display()));
                }
            }
        }
    }
    assert!(named > 200, "only {named} tests are named");
    assert!(missing.is_empty(), "there is no such test:\n{}", missing.join("\n"));
}

#[test]
fn every_file_that_is_named_exists() {
    let mut missing = Vec::new();
    for (path, text) in documents() {
        for quoted in quoted(&text) {
            let is_path = PLACES.iter().any(|place| quoted.starts_with(place)) && !quoted.contains([' ', '*', '<']);
            let is_file = ["Cargo.toml", "Cargo.lock", "deny.toml", "README.md"].contains(&quoted);
            if (is_path || is_file) && !root().join(quoted).exists() {
                missing.push(format!("{}: {quoted}", path.display()));
            }
        }
        let folder = path.parent().unwrap();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split([')', '#']).next().unwrap();
            if !target.starts_with("https://") && !folder.join(target).exists() {
                missing.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "there is no such file:\n{}", missing.join("\n"));
}

struct Row {
    id: String,
    level: String,
    state: String,
    reason: String,
}

fn cells(line: &str) -> Vec<&str> {
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
    inner.split('|').map(str::trim).collect()
}

fn rows() -> Vec<Row> {
    let text = document("asvs.md");
    let mut rows = Vec::new();
    for line in text.lines().filter(|line| line.starts_with("| V")) {
        let [id, level, _, state, reason] = cells(line)[..] else {
            panic!("not a row of five: {line}");
        };
        let [id, level, state, reason] = [id, level, state, reason].map(str::to_owned);
        rows.push(Row {
            id,
            level,
            state,
            reason,
        });
    }
    rows
}

/// Whether a requirement is one of those, or stands below one.
fn is_below(id: &str, any_of: &[&str]) -> bool {
    any_of.iter().any(|above| {
        let rest = id.strip_prefix(above);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

fn is_of_the_bar(row: &Row) -> bool {
    !is_below(&row.id, WITHOUT_ROOM) && (row.level != "3" || is_below(&row.id, THIRD_LEVEL))
}

/// The numbers of a row of counts: by state, and all.
fn counted<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<usize> {
    let states: Vec<&str> = rows.map(|row| row.state.as_str()).collect();
    let of = |state: &&str| states.iter().filter(|one| *one == state).count();
    STATES.iter().map(of).chain([states.len()]).collect()
}

#[test]
fn every_requirement_has_its_one_row_in_order() {
    let known = SECTIONS.iter().flat_map(|(chapter, sections)| {
        (1..).zip(*sections).flat_map(move |(section, count)| {
            let id = move |number| format!("{chapter}.{section}.{number}");
            (1..=*count).map(id)
        })
    });
    let known: Vec<String> = known.collect();
    assert_eq!(known.len(), 345);
    let rows = rows();
    let found: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(found, known);
    let of_level = |level: &str| rows.iter().filter(|row| row.level == level).count();
    assert_eq!(["1", "2", "3"].map(of_level), [70, 183, 92]);
}

#[test]
fn every_state_is_known_and_has_its_reason() {
    for row in rows() {
        let Row { id, state, reason, .. } = &row;
        assert!(STATES.contains(&state.as_str()), "{id}: {state}");
        assert!(reason.len() > 5, "{id} has no reason");
        let is_evidence = |quoted: &&str| as_test(quoted).is_some() || root().join(quoted).is_file();
        let proved = quoted(reason).iter().any(is_evidence);
        assert!(state != "pass" || proved, "{id} passes without evidence");
        assert!(
            state != "decision" || !is_of_the_bar(&row),
            "{id} is of the bar: nobody may decide against it"
        );
        if is_below(id, WITHOUT_ROOM) {
            assert_eq!(state, "n/a", "{id}");
        }
    }
}

#[test]
fn the_counts_are_those_of_the_rows() {
    let (text, rows) = (document("asvs.md"), rows());
    let stated: BTreeMap<&str, Vec<usize>> = text
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(cells)
        .filter_map(|cells| {
            let (name, numbers) = cells.split_first()?;
            let numbers: Option<Vec<usize>> = numbers.iter().map(|number| number.parse().ok()).collect();
            numbers
                .filter(|numbers| numbers.len() == 5)
                .map(|numbers| (*name, numbers))
        })
        .collect();
    let of_level = |level: &'static str| counted(rows.iter().filter(move |row| row.level == level));
    let bar = counted(rows.iter().filter(|row| is_of_the_bar(row)));
    let expected = BTreeMap::from([
        ("level 1", of_level("1")),
        ("level 2", of_level("2")),
        ("level 3", of_level("3")),
        ("all", counted(rows.iter())),
        ("of the bar", bar.clone()),
    ]);
    assert_eq!(stated, expected);
    assert_eq!(bar.last(), Some(&244));

    // What is missing most: "| 15 | words: V6.8, V7.1.3 |".
    let missing = text.lines().filter_map(|line| match cells(line)[..] {
        [number, words] => Some((number.parse::<usize>().ok()?, words.rsplit_once(": ")?.1)),
        _ => None,
    });
    let mut said = 0;
    for (number, ids) in missing {
        let ids: Vec<&str> = ids.split(", ").collect();
        let is_meant = |row: &&Row| is_of_the_bar(row) && row.state == "open" && is_below(&row.id, &ids);
        assert_eq!(number, rows.iter().filter(is_meant).count(), "open rows of {ids:?}");
        said += 1;
    }
    assert!(said > 3, "what is missing most was not found");

    let [pass, open, nothing, ..] = bar[..] else {
        panic!("no counts")
    };
    for name in ["README.md", "README.ja.md"] {
        let text = document(name);
        assert!(
            text.contains(&format!("{pass} / 244")),
            "{name} does not say {pass} / 244"
        );
    }
    let english = document("README.md");
    let rest = format!("**{open}** are open, **{nothing}** have nothing here");
    assert!(english.contains(&rest), "README.md does not say {rest}");
    let japanese = document("README.ja.md");
    let rest = format!("未達 {open}、該当なし {nothing}");
    assert!(japanese.contains(&rest), "README.ja.md does not say {rest}");
}

#[test]
fn every_promise_has_its_state_and_all_that_belongs_to_it() {
    let text = document("promises.md");
    let states: BTreeMap<&str, (&str, &str)> = text
        .lines()
        .filter_map(|line| match cells(line)[..] {
            [name, words, state] if name.starts_with('P') => Some((name, (words, state))),
            _ => None,
        })
        .collect();
    let sections: Vec<&str> = text.split("\n## ").skip(1).collect();
    assert_eq!((states.len(), sections.len()), (16, 16));
    for (number, section) in (1..).zip(&sections) {
        let name = format!("P{number}");
        let (words, state) = states[name.as_str()];
        assert!(section.starts_with(&format!("{name} {words}\n")), "{name}: {words}");
        assert!(PROMISES.contains(&state), "{name}: {state}");
        for part in ["- **Kept by**", "- **Proved by**", "- **Missing**"] {
            assert!(section.contains(part), "{name} has no {part}");
        }
        assert!(
            quoted(section).iter().any(|quoted| as_test(quoted).is_some()),
            "{name} names no test"
        );
    }
    let planted = fs::read_to_string(root().join("tests/planted/leaks.patch")).unwrap();
    // The names as `scripts/planted-leaks` reads them: some stand on the line behind their bracket.
    let planted: String = planted.chars().filter(|c| !['\n', '+', ' '].contains(c)).collect();
    let leaks: BTreeSet<&str> = planted
        .split("planted::is(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(
        text.contains(&format!("{} leaks are planted", leaks.len())),
        "{} leaks are planted",
        leaks.len()
    );

    let of = |state: &str| states.values().filter(|(_, one)| *one == state).count();
    let [built, partly, open] = PROMISES.map(of);
    let english = format!("**{built}** are built and tested, **{partly}** hold in part, **{open}** is not built");
    assert!(
        document("README.md").contains(&english),
        "README.md does not say {english}"
    );
    let japanese = format!("{built} は実装・試験済み、{partly} は一部、{open} は未実装");
    assert!(
        document("README.ja.md").contains(&japanese),
        "README.ja.md does not say {japanese}"
    );
}

#[test]
fn the_tables_have_as_many_cells_in_every_row() {
    for (path, text) in documents() {
        let mut widths = BTreeSet::new();
        for line in text.lines().chain([""]) {
            if line.starts_with('|') {
                widths.insert(cells(line).len());
            } else {
                assert!(widths.len() < 2, "{}: a table of {widths:?} cells", path.display());
                widths.clear();
            }
        }
    }
}

/// The words for a test must tell one that exists from one that does not.
#[test]
fn a_test_that_is_not_there_is_noticed() {
    let exists = |quoted: &str| as_test(quoted).map(|(binary, parts)| is_there(binary, &parts));
    assert_eq!(
        exists("enishi::security_docs a_test_that_is_not_there_is_noticed"),
        Some(true)
    );
    assert_eq!(exists("enishi::security_docs a_test_of_another_name"), Some(false));
    assert_eq!(
        exists("enishi auth::token::tests::tokens_of_others_and_changed_tokens_are_refused"),
        Some(true)
    );
    assert_eq!(
        exists("enishi::api auth::signing_out_ends_the_session_and_clears"),
        Some(false)
    );
    assert_eq!(exists("enishi admin"), None);
    assert_eq!(exists("enishi ledger check"), None);
}
