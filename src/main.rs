//! The program: parse, run, report.

/// Searches and index commits allocate many small pieces from several threads, which the system's allocator serves slowly and
/// keeps for itself afterwards.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> std::process::ExitCode {
    // Databases, indexes, keys and mails are this user's alone, whatever the shell would allow.
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    enishi::cli::run()
}
