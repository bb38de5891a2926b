//! Logs: readable sentences with fixed fields. Never logged: listing text, queries, addresses, tokens, bodies, query strings.

pub mod metrics;

use crate::config::{LogFormat, Logging};
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

/// Sends logs to standard error in the configured form. A second call (tests) changes nothing.
pub fn start(logging: &Logging) -> Result<(), tracing_subscriber::filter::ParseError> {
    let filter = EnvFilter::try_new(&logging.filter)?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_span_events(FmtSpan::NONE);
    // An error means that a subscriber is already there, as in tests.
    let _already_started = match logging.format {
        LogFormat::Text => builder.with_target(false).try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    Ok(())
}

/// Keeps what a panic says out of the log, since it may quote anything; only the place in the code is told.
pub fn tell_only_where_it_panicked() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a thread panicked");
    }));
}
