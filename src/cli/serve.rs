//! `enishi serve`.

use crate::app::App;
use crate::cli::context::{Files, database, require_migrated, say, start_logs};
use crate::cli::demo;
use crate::domain::clock::SystemClock;
use crate::startup;
use crate::store::entropy::SystemEntropy;
use crate::store::migrations;
use anyhow::Context;
use std::sync::Arc;

/// Serve the site and do its background work until SIGTERM or Ctrl-C
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  enishi serve --demo
  ENISHI_SERVER__ADDRESS=127.0.0.1:9000 enishi serve --demo
  enishi --config /etc/enishi.toml serve --no-work   (and `enishi work` beside it, on this or another machine)")]
pub struct Serve {
    /// Prepare and serve the fictional demo consortium; mails go to files and to a mailbox page
    #[arg(long)]
    demo: bool,
    /// Do not do background work in this process
    #[arg(long)]
    no_work: bool,
}

impl Serve {
    /// Serves.
    pub fn run(&self, files: &Files) -> anyhow::Result<()> {
        let mut config = files.load()?;
        if self.demo {
            demo::adapt(&mut config);
        }
        start_logs(&config)?;
        let db = database(&config)?;
        migrations::check_durability(&db)?;
        if self.demo {
            migrations::run(&db)?;
            demo::load_if_empty(&config, &db)?;
        } else {
            require_migrated(&db)?;
        }
        drop(db);
        let app = App::open(config, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
        actix_web::rt::System::new().block_on(async {
            let bound = startup::bind(&app)
                .with_context(|| format!("cannot listen on server.address {}", app.config().server.address))?;
            if self.demo {
                demo::welcome(app.config())?;
            }
            say(format!("Enishi listens on http://{}", bound.address))?;
            bound.server.await.context("the server failed")
        })
    }
}
