//! Confidential text is in a backup, and is not to be found in it: nor in any file that is there while it is written.

use crate::backup::{key, opened};
use crate::contents::fill;
use crate::place::Place;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use std::path::Path;
use std::process::Stdio;

/// Of the demonstration: an evidence, a target and an application number, which only some may know.
const CANARIES: [&str; 3] = [
    "Seizures reduced by 82% in chronic kainate mice",
    "AAV血清型は非開示",
    "特願2026-900098",
];

/// The forms in which a text may lie in a file.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let hex = hex::encode(text);
    let mut forms = vec![
        text.as_bytes().to_vec(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
        text.encode_utf16()
            .flat_map(|unit| format!("\\u{unit:04x}").into_bytes())
            .collect(),
    ];
    for offset in 0..3 {
        let encoded = STANDARD_NO_PAD.encode([&vec![b' '; offset][..], text.as_bytes()].concat());
        // Without what depends on what stands around it.
        forms.push(encoded.as_bytes()[4..encoded.len() - 4].to_vec());
    }
    forms
}

/// The canaries that a file holds in some form.
fn singing(content: &[u8]) -> Vec<&'static str> {
    let holds = |form: &Vec<u8>| content.windows(form.len()).any(|window| window == form);
    let found = CANARIES.into_iter().filter(|canary| forms(canary).iter().any(holds));
    found.collect()
}

/// The files in a folder and below, as they are now; what is gone meanwhile is gone.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            all.extend(files(&entry.path()));
        } else if let Ok(content) = std::fs::read(entry.path()) {
            all.push((entry.file_name().to_string_lossy().into_owned(), content));
        }
    }
    all
}

#[test]
fn the_search_for_canaries_knows_their_forms() {
    let [canary, ..] = CANARIES;
    for form in forms(canary) {
        assert_eq!(singing(&[&b"xyz"[..], &form, b"xyz"].concat()), [canary]);
    }
    for offset in 0..3 {
        let text = format!("{}{canary} and more", "-".repeat(offset));
        assert_eq!(singing(STANDARD_NO_PAD.encode(text).as_bytes()), [canary]);
    }
    assert!(singing(b"nothing").is_empty());
}

#[test]
fn confidential_text_is_in_no_file_that_a_backup_leaves_or_uses() {
    for place in Place::everywhere() {
        fill(&place);
        let public = key(&place);
        for folder in ["backups", "temporary"] {
            std::fs::create_dir(place.path(folder)).unwrap();
        }
        let mut parts = 0;
        // A part is there for some milliseconds only: this is tried until it was seen.
        for number in 0..50 {
            let name = format!("backups/{number}.age");
            let mut command = place.command(&["backup", "write", "--to", &name, "--recipient", &public]);
            let command = command.env("TMPDIR", place.path("temporary")).stdout(Stdio::null());
            let mut child = command.spawn().unwrap();
            let code = loop {
                for (name, content) in files(&place.path("backups"))
                    .into_iter()
                    .chain(files(&place.path("temporary")))
                {
                    if name.ends_with(".part") && content.len() > 1_000 {
                        parts += 1;
                    }
                    if name.ends_with(".part") || name == format!("{number}.age") {
                        assert_eq!(singing(&content), [""; 0], "{name}");
                    }
                }
                if let Some(status) = child.try_wait().unwrap() {
                    break status.code();
                }
            };
            assert_eq!(code, Some(0));
            if parts > 0 {
                break;
            }
        }
        assert!(parts > 0, "no part of a backup was ever seen");
        assert!(files(&place.path("temporary")).is_empty());
        let names: Vec<String> = files(&place.path("backups"))
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert!(
            names
                .iter()
                .all(|name| name.ends_with(".age") && !name.starts_with('.')),
            "{names:?}"
        );
        for (name, content) in files(&place.path("backups")) {
            assert!(content.len() > 10_000);
            assert_eq!(singing(&content), [""; 0], "{name}");
        }
        // The control: they are in it.
        let text = opened(&place.path("backups/0.age"), &place.path("key.txt"));
        assert_eq!(singing(text.as_bytes()), CANARIES);
        if place.url.starts_with("sqlite") {
            let database = std::fs::read(place.path("enishi.sqlite3")).unwrap();
            assert!(
                !singing(&database).is_empty(),
                "the search finds nothing where there is something"
            );
        }
    }
}
