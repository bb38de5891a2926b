//! The program: parse, run, report.

fn main() -> std::process::ExitCode {
    enishi::cli::run()
}
