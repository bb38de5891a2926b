//! SIGKILL at random instants while people work: what was acknowledged is there afterwards, nothing happens twice, the index
//! and the queue catch up by themselves, the ledger verifies.
//!
//! `ENISHI_CRASHES` says how often (12 unless it does), `ENISHI_CRASH_SEED` repeats the instants of an earlier run.

use crate::aftermath;
use crate::cast::Cast;
use crate::chance::Chance;
use crate::clients::Client;
use crate::contents::{ARTHRITIS, LUNG_CANCER};
use crate::diary::Diary;
use crate::program::Installation;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

on_both_databases!(killed_at_any_instant_it_loses_and_doubles_nothing, super::crash_loop);

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap())
}

fn crash_loop(installation: Installation) {
    let installation = installation
        .with("JOBS__LEASE_SECONDS", 5)
        .with("MATCHING__WEEKLY_CAP", 1_000_000)
        // In a big heap of much the same listings what they share says little.
        .with("MATCHING__DEFAULT_THRESHOLD", 1);
    let kills = number("ENISHI_CRASHES").unwrap_or(12);
    let begun = Instant::now();
    let mut chance = Chance::from(number("ENISHI_CRASH_SEED"));
    println!("ENISHI_CRASH_SEED={} on {}", chance.seed(), installation.name());
    let mut program = installation.start();
    let site = program.site.clone();
    let cast = Cast::assemble(&installation, &site);
    let researchers = ["hinoki", "kaede"].map(|key| cast.newcomer(&installation, "university", key, "ja"));
    let companies = ["sakura", "yanagi"].map(|key| cast.newcomer(&installation, "pharma", key, "ja"));
    let enough = AtomicBool::new(false);
    let mut while_starting = 0;
    let diaries: Vec<Diary> = std::thread::scope(|scope| {
        let clients: Vec<_> = [ARTHRITIS, LUNG_CANCER]
            .into_iter()
            .zip(researchers.iter().zip(&companies))
            .enumerate()
            .map(|(number, (theme, (researcher, company)))| {
                let client = Client::new(number, theme, &site, researcher, company, &cast.liaison);
                let enough = &enough;
                scope.spawn(move || client.work_until(|| enough.load(Ordering::SeqCst)))
            })
            .collect();
        for _ in 0..kills {
            std::thread::sleep(Duration::from_millis(chance.below(700)));
            program.kill();
            if chance.below(5) == 0 {
                while_starting += 1;
                installation.start_and_kill(Duration::from_millis(chance.below(400)));
            }
            program = installation.start();
            site.follow(&program.site);
            if clients.iter().any(std::thread::ScopedJoinHandle::is_finished) {
                break; // It has failed; joining says how.
            }
        }
        enough.store(true, Ordering::SeqCst);
        clients.into_iter().map(|client| client.join().unwrap()).collect()
    });
    cast.settle();
    aftermath::repetitions_change_nothing(&diaries);
    cast.settle();
    aftermath::everything_acknowledged_is_there(&diaries);
    program.stop();
    installation.verify_ledger();
    aftermath::every_step_happened_once(&installation, &diaries);
    let mails = aftermath::no_mail_went_out_twice(&installation, kills + while_starting);
    println!(
        "{}: {} kills and {while_starting} while starting; {}; {mails}; {:.0} s",
        installation.name(),
        kills,
        Diary::summary(&diaries),
        begun.elapsed().as_secs_f64()
    );
}
