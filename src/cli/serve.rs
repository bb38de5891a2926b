//! `enishi serve`.

use crate::cli::context::{Files, database, open, quiet, require_migrated, say, start_logs};
use crate::cli::demo;
use crate::startup::{self, Duties};
use crate::store::migrations;

/// Serve the site and do its background work until SIGTERM or Ctrl-C
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  enishi serve --demo
  ENISHI_SERVER__ADDRESS=127.0.0.1:9000 enishi serve --demo
  enishi --config /etc/enishi.toml serve --no-work   (and `enishi work` beside it)")]
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
            config.adapt_to_demonstration();
            // Whoever tries it out should still see the accounts after a while.
            quiet(&mut config);
        }
        start_logs(&config)?;
        let db = database(&config)?;
        migrations::check_durability(&db)?;
        if self.demo {
            migrations::run(&db)?;
        } else {
            require_migrated(&db)?;
        }
        drop(db);
        let app = open(config)?;
        if self.demo {
            demo::load_if_empty(&app)?;
        }
        let duties = Duties {
            server: true,
            workers: !self.no_work,
        };
        startup::block_on(async {
            startup::serve(app.clone(), duties, |address| {
                if self.demo {
                    demo::welcome(app.config())?;
                }
                Ok(say(format!("Enishi is ready on http://{address}"))?)
            })
            .await
        })
    }
}
