//! Keeping lists: importing one in the place of its earlier state, taking one away.

use crate::app::App;
use crate::domain::ledger::{Doer, Entry, EntryKind, Log};
use crate::search::{ListedConcept, Taken};
use crate::services::error::{Error, Outcome};
use crate::services::thesaurus::{adopt, together};
use crate::store::db::Audited;
use crate::store::thesaurus_lists::{self, ThesaurusList};
use sha2::{Digest, Sha256};

/// What came of an import.
pub struct Imported {
    /// What became of the list beside the others
    pub taken: Taken,
    /// Whether it was there just like that
    pub unchanged: bool,
}

/// Stores a list in the place of the one of the same name. Running nodes use it within a second. Blocks.
pub fn import(app: &App, name: &str, list: &[ListedConcept]) -> Outcome<Imported> {
    let content = serde_json::to_string(list).map_err(Error::internal)?;
    let count = i32::try_from(list.len()).map_err(Error::internal)?;
    let imported = app.db.write_blocking(|tx| {
        let mut contents = thesaurus_lists::contents(tx)?;
        let known = contents.iter_mut().find(|(known, _)| known == name);
        let unchanged = known.as_ref().is_some_and(|(_, before)| *before == content);
        match known {
            Some((_, before)) => before.clone_from(&content),
            None => contents.push((name.to_owned(), content.clone())),
        }
        contents.sort();
        let (_, mut taken) = together(&contents)?;
        let taken = taken.remove(name).unwrap_or_default();
        let imported = Imported { taken, unchanged };
        if unchanged {
            return Ok::<_, Error>(Audited::unchanged(imported));
        }
        thesaurus_lists::replace(tx, name, count, &content)?;
        let entry = entry(name)
            .fact("concepts", count)
            .fact("content_hash", hex::encode(Sha256::digest(&content)));
        let recorded = tx.record(entry);
        Ok(Audited::new(imported, recorded))
    })?;
    adopt(app)?;
    Ok(imported)
}

/// Takes a list away. Returns whether there was one. Blocks.
pub fn remove(app: &App, name: &str) -> Outcome<bool> {
    let gone = app.db.write_blocking(|tx| {
        if !thesaurus_lists::remove(tx, name)? {
            return Ok::<_, Error>(Audited::unchanged(false));
        }
        let recorded = tx.record(entry(name).fact("concepts", 0));
        Ok(Audited::new(true, recorded))
    })?;
    adopt(app)?;
    Ok(gone)
}

/// Every list, by name. Blocks.
pub fn all(app: &App) -> Outcome<Vec<ThesaurusList>> {
    app.db.read_blocking(|rx| Ok(thesaurus_lists::all(rx)?))
}

fn entry(name: &str) -> Entry {
    Entry::new(
        Log::Platform,
        EntryKind::ThesaurusChanged,
        Doer::Operator,
        format!("thesaurus:{name}"),
    )
}
