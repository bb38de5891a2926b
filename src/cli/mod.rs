//! The command line: one file per command, what they share in `context`. Results go to standard output, everything else to
//! standard error. Exit codes: 0 done, 1 failed, 2 wrong usage.

mod admin;
mod backup;
mod context;
mod demo;
mod eval;
mod import;
mod ledger;
mod migrate;
mod openapi;
mod reindex;
mod restore;
mod serve;
mod thesaurus;
mod work;

use self::context::Files;
use clap::{Parser, Subcommand};
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

const LONG_ABOUT: &str = "\
Enishi (縁): a members-only platform on which universities list confidential research seeds and companies list needs.

Settings come from three layers, each over the one before: what is compiled in, the file that --config or ENISHI_CONFIG
names, and variables such as ENISHI_DATABASE__URL or ENISHI_SERVER__ADDRESS (docs/operations.md).";

const EXAMPLES: &str = "\
Examples:
  enishi serve --demo                              try it: a fictional consortium on http://127.0.0.1:8080
  enishi --config /etc/enishi.toml migrate         prepare the database of an installation
  enishi --config /etc/enishi.toml serve           serve it
  enishi import seeds.jsonl --organisation 'Tsukuyomi University'

Exit codes: 0 done, 1 failed, 2 wrong usage.";

#[derive(Parser)]
#[command(name = "enishi", version, about = "Members-only matchmaking of research seeds and company needs", long_about = LONG_ABOUT,
    after_help = EXAMPLES, arg_required_else_help = true, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    files: Files,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Work(work::Work),
    Migrate(migrate::Migrate),
    Demo(demo::Demo),
    Import(import::Import),
    Reindex(reindex::Reindex),
    Eval(eval::Eval),
    Thesaurus(thesaurus::Thesaurus),
    Ledger(ledger::Ledger),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Openapi(openapi::Openapi),
    Admin(admin::Admin),
}

/// Parses the arguments, runs the command, and reports what went wrong.
#[must_use]
pub fn run() -> ExitCode {
    // Wrong usage ends here, with exit code 2.
    let Arguments { files, command } = Arguments::parse();
    let outcome = match command {
        Command::Serve(command) => command.run(&files),
        Command::Work(command) => command.run(&files),
        Command::Migrate(command) => command.run(&files),
        Command::Demo(command) => command.run(&files),
        Command::Import(command) => command.run(&files),
        Command::Reindex(command) => command.run(&files),
        Command::Eval(command) => command.run(&files),
        Command::Thesaurus(command) => command.run(&files),
        Command::Ledger(command) => command.run(&files),
        Command::Backup(command) => command.run(&files),
        Command::Restore(command) => command.run(&files),
        Command::Openapi(command) => command.run(),
        Command::Admin(command) => command.run(&files),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

/// `error: …` and its causes, each on a line of its own, without those that only repeat the line above.
fn report(error: &anyhow::Error) {
    let io = error.downcast_ref::<std::io::Error>();
    if io.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe) {
        return; // The reader of our output has seen enough.
    }
    let mut text = format!("error: {error}");
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !text.contains(cause.trim()) {
            text.push_str("\n  because: ");
            text.push_str(cause.trim());
        }
    }
    let _nobody_listens = writeln!(std::io::stderr(), "{text}");
}
