//! The pack as one file.

use crate::app::App;
use crate::domain::text::Locale;
use crate::domain::undertaking::Undertaking;
use crate::export::archive::{Entry, zip};
use crate::export::pdf::pdf;
use crate::services::error::{Error, Outcome};
use crate::services::evidence::contents::{Contents, Part};
use crate::services::evidence::pages;
use crate::services::exports::words::Words;
use crate::services::exports::{File, made, plain};

/// The verifier that needs nothing of this installation.
const VERIFIER: &str = include_str!("../../../tools/verify_ledger.py");
/// What is in the pack and how it is checked.
const READ_ME: &str = include_str!("readme.txt");

/// The file.
pub async fn pack(app: &App, contents: Contents, parts: Vec<Part>) -> Outcome<File> {
    let name = format!("enishi-evidence-{}.zip", plain(&contents.record.reference));
    let at = contents.record.made_at;
    let entries = entries(&contents, parts)?;
    let papers = [Locale::Ja, Locale::En].map(|locale| {
        let words = Words::new(locale, &app.vocabularies);
        (locale, pages::paper(&contents, &words))
    });
    let shared = app.clone();
    let bytes = made(move || {
        let mut entries = entries;
        for (locale, paper) in &papers {
            entries.push(Entry::new(
                format!("evidence.{}.pdf", locale.code()),
                pdf(paper, shared.face()?)?,
            ));
        }
        zip(at, entries)
    });
    Ok(File {
        name,
        media: "application/zip",
        bytes: bytes.await?,
    })
}

fn entries(contents: &Contents, parts: Vec<Part>) -> Outcome<Vec<Entry>> {
    let mut entries = vec![
        Entry::new("README.txt", READ_ME),
        Entry::new("verify_ledger.py", VERIFIER),
        Entry::new("evidence.json", json(&contents.record)?),
        Entry::new("ledger.json", json(&contents.ledger)?),
    ];
    if let Some(platform) = &contents.platform {
        entries.push(Entry::new("platform.json", json(platform)?));
    }
    for one in &contents.record.undertakings {
        let texts: &Undertaking = &one.texts;
        for locale in [Locale::Ja, Locale::En] {
            let name = format!("undertakings/{}.{}.txt", texts.number, locale.code());
            entries.push(Entry::new(name, texts.text(locale)));
        }
    }
    for (number, tier, text) in parts {
        entries.push(Entry::new(format!("versions/{number}.{tier}.json"), text));
    }
    Ok(entries)
}

fn json(value: &impl serde::Serialize) -> Outcome<Vec<u8>> {
    serde_json::to_vec_pretty(value).map_err(Error::internal)
}
