//! The one-way rule: `web`/`jobs` → `services` → `store`, `search`, `mail`, `auth`, `export`, `time_stamp` → `domain`, read from every `crate::` path.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms and the rooms each may look into. What is not listed may look nowhere.
const MAY_SEE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("search", &["domain"]),
    ("mail", &["domain"]),
    ("auth", &["domain"]),
    ("export", &["domain"]),
    ("telemetry", &["config"]),
    ("time_stamp", &["domain"]),
    ("config", &["domain", "mail", "store"]),
    (
        "app",
        &[
            "auth",
            "config",
            "domain",
            "export",
            "mail",
            "search",
            "store",
            "telemetry",
        ],
    ),
    (
        "services",
        &[
            "app",
            "auth",
            "config",
            "domain",
            "export",
            "mail",
            "search",
            "store",
            "telemetry",
            "time_stamp",
        ],
    ),
    ("web", &["app", "config", "domain", "services", "telemetry"]),
    (
        "jobs",
        &["app", "config", "domain", "mail", "search", "services", "telemetry"],
    ),
    (
        "startup",
        &["app", "config", "domain", "jobs", "services", "telemetry", "web"],
    ),
    (
        "cli",
        &[
            "app",
            "config",
            "domain",
            "jobs",
            "services",
            "startup",
            "store",
            "telemetry",
            "web",
        ],
    ),
];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

fn all_sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    assert!(paths.len() > 50, "the sources were not found");
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path.strip_prefix(&root).unwrap().to_path_buf(), text)
        })
        .collect()
}

fn room_of(path: &Path) -> String {
    let first = path
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Code without comments and without the tests at its end.
fn production(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
    code.lines()
        .map(|line| line.split("//").next().unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every room named behind `crate::`, also in grouped imports.
fn rooms_named(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (_, rest) in code
        .match_indices("crate::")
        .map(|(at, word)| (at, &code[at + word.len()..]))
    {
        if let Some(group) = rest.strip_prefix('{') {
            let group = group.split('}').next().unwrap();
            rooms.extend(
                group
                    .split(',')
                    .map(|one| one.trim().split("::").next().unwrap().to_owned()),
            );
        } else {
            rooms.push(
                rest.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    rooms.retain(|room| !room.is_empty());
    rooms
}

#[test]
fn no_arrow_points_back() {
    let mut faults = Vec::new();
    for (path, text) in all_sources() {
        let room = room_of(&path);
        if ["lib", "main"].contains(&room.as_str()) {
            continue;
        }
        let Some((_, may_see)) = MAY_SEE.iter().find(|(known, _)| *known == room) else {
            faults.push(format!("{}: room {room} is not on the map", path.display()));
            continue;
        };
        for named in rooms_named(&production(&text)) {
            let is_room = MAY_SEE.iter().any(|(known, _)| *known == named);
            if is_room && named != room && !may_see.contains(&named.as_str()) {
                faults.push(format!("{}: {room} looks into {named}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_the_store_speaks_diesel_and_only_the_search_room_speaks_tantivy() {
    for (path, text) in all_sources() {
        let (room, code) = (room_of(&path), production(&text));
        assert!(
            room == "store" || !code.contains("diesel::"),
            "{} speaks diesel",
            path.display()
        );
        assert!(
            room == "search" || !code.contains("tantivy::"),
            "{} speaks tantivy",
            path.display()
        );
        // The command line needs the server's runtime, and nothing else of HTTP.
        let code = if room == "cli" {
            code.replace("actix_web::rt::", "")
        } else {
            code
        };
        let web = room == "web" || room == "startup";
        assert!(web || !code.contains("actix_web::"), "{} speaks HTTP", path.display());
    }
}

#[test]
fn proof_of_disclosure_is_made_beside_the_ledger_alone() {
    let makers: Vec<_> = all_sources()
        .into_iter()
        .filter(|(_, text)| production(text).contains("impl Disclosed for"))
        .collect();
    let places: Vec<_> = makers.iter().map(|(path, _)| path.display().to_string()).collect();
    assert_eq!(places, ["store/disclosures.rs"]);
}

#[test]
fn clearances_are_made_by_policy_alone() {
    for (path, text) in all_sources() {
        let allowed = ["domain/policy.rs", "domain/tier.rs"].contains(&path.to_str().unwrap());
        assert!(
            allowed || !production(&text).contains("Clearance::new("),
            "{}",
            path.display()
        );
    }
}

#[test]
fn confidential_values_and_contents_cannot_be_printed_or_serialised() {
    for (path, text) in all_sources() {
        let code = production(&text);
        for name in ["struct Confidential<", "pub struct $content "] {
            if let Some(at) = code.find(name) {
                let derives = code[..at].rsplit("#[derive(").next().unwrap();
                let derives = derives.split(")]").next().unwrap();
                for forbidden in ["Debug", "Display"] {
                    assert!(
                        !derives.contains(forbidden),
                        "{}: {name} derives {forbidden}",
                        path.display()
                    );
                }
                let serialize = derives.split(',').any(|one| one.trim().ends_with("Serialize"));
                assert!(!serialize, "{}: {name} derives Serialize", path.display());
            }
        }
        assert!(
            !code.contains("for Confidential<T>") || path.ends_with("tier.rs"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn every_file_says_what_lives_in_it() {
    let bare: Vec<_> = all_sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(bare.is_empty(), "without a module comment: {bare:?}");
}

/// The gate runs no documentation tests: building them takes minutes, and an example is a test in `tests` as well.
#[test]
fn documentation_shows_no_code_that_nobody_runs() {
    let shown: Vec<_> = all_sources()
        .into_iter()
        .filter(|(_, text)| {
            let mut lines = text.lines().map(str::trim_start);
            lines.any(|line| line.starts_with("/// ```") || line.starts_with("//! ```"))
        })
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(shown.is_empty(), "with code in its documentation: {shown:?}");
}
