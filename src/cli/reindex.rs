//! `enishi reindex`.

use crate::cli::context::{Files, explain, say};
use crate::services::indexing::rebuild;
use indicatif::ProgressBar;

/// Build the search index anew from the database (stop the server of this machine first)
#[derive(clap::Args)]
#[command(after_help = "\
The index holds nothing that is not in the database; building it anew changes no answer. Needed only when its folder
(search.directory) was damaged or lost, and then a start of the server does it as well.")]
pub struct Reindex {}

impl Reindex {
    /// Rebuilds.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        let app = files.open()?;
        let bar = ProgressBar::new(0);
        let listings = rebuild::rebuild(&app, |done, all| {
            bar.set_length(all);
            bar.set_position(done);
        })
        .map_err(explain)?;
        bar.finish_and_clear();
        Ok(say(format!("The index holds {listings} listings."))?)
    }
}
