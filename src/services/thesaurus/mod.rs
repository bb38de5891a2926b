//! The thesaurus as operators extend it: lists of terms that stand in the database, over what the program ships.

mod keep;
mod read;

pub use self::keep::{Imported, all, import, remove};
pub use self::read::{COLUMNS, NoColumn, ReadList, WrongTerm, read};

use crate::app::App;
use crate::search::{Concepts, ListedConcept, SearchError, StandingSearches, Taken};
use crate::services::error::{Error, Outcome};
use crate::store::thesaurus_lists;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Uses the stored lists, if they changed since the thesaurus in use was made. Blocks.
pub fn adopt(app: &App) -> Outcome<()> {
    let changed = app.db.read_blocking(|rx| {
        let number = thesaurus_lists::number(rx)?;
        if number == app.concepts_number() {
            return Ok::<_, Error>(None);
        }
        Ok(Some((number, thesaurus_lists::contents(rx)?)))
    })?;
    let Some((number, contents)) = changed else {
        return Ok(());
    };
    let (concepts, _) = together(&contents)?;
    concepts.prepare();
    app.use_concepts(number, Arc::new(concepts));
    // Saved searches are filed by what their words mean: the next listing has them filed again.
    *app.standing.write().map_err(|_| SearchError::Poisoned)? = StandingSearches::default();
    Ok(())
}

/// The shipped thesaurus with the lists, by name, over it; and what became of each.
fn together(contents: &[(String, String)]) -> Outcome<(Concepts, BTreeMap<String, Taken>)> {
    let (mut concepts, mut taken) = (Concepts::shipped(), BTreeMap::new());
    for (name, content) in contents {
        let list: Vec<ListedConcept> = serde_json::from_str(content).map_err(Error::internal)?;
        taken.insert(name.clone(), concepts.extend(&list));
    }
    Ok((concepts, taken))
}
