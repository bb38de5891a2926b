//! Workers: threads that claim tasks by lease and run them without holding a transaction.
//!
//! Each thread has a small runtime of its own, so heavy work never slows the server down. A worker finishes the task it is
//! at before it stops; a task whose worker dies is free again when its lease ends.

use crate::app::App;
use crate::jobs::{Ending, Failure, run, schedule};
use crate::services::error::Outcome;
use crate::services::queue::{self, Claim};
use futures_util::FutureExt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// How long a worker sleeps at most: another process may have queued work without ringing here.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);

/// Running worker threads.
pub struct Workers {
    stop: watch::Sender<bool>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts as many workers as the configuration says, and one thread that looks at the clock.
    pub fn start(app: &App) -> std::io::Result<Self> {
        let (stop, stopped) = watch::channel(false);
        let mut workers = Self {
            stop,
            threads: Vec::new(),
        };
        workers.spawn("schedule".to_owned(), keep_schedule(app.clone(), stopped.clone()))?;
        for number in 1..=app.config().jobs.workers {
            workers.spawn(format!("worker-{number}"), work(app.clone(), stopped.clone()))?;
        }
        Ok(workers)
    }

    fn spawn(&mut self, name: String, task: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        let thread = std::thread::Builder::new()
            .name(name)
            .spawn(move || runtime.block_on(task))?;
        self.threads.push(thread);
        Ok(())
    }

    /// Lets every worker finish the task it is at, and waits for that.
    pub async fn stop(self) {
        // Nobody listening means that every thread has ended already.
        let _nobody_left = self.stop.send(true);
        let join = move || self.threads.into_iter().all(|thread| thread.join().is_ok());
        if !tokio::task::spawn_blocking(join).await.unwrap_or(false) {
            tracing::error!("a worker thread ended in a panic");
        }
    }
}

async fn work(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        // Listening begins before looking, so that nothing queued in between is slept through.
        let bell = app.db.queued().notified();
        let pause = match run_next(&app).await {
            Ok(true) => continue,
            Ok(false) => until_next(&app).await,
            Err(error) => {
                tracing::warn!(%error, "the queue cannot be read; trying again");
                LONGEST_SLEEP
            }
        };
        tokio::select! {
            () = bell => {}
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
}

async fn until_next(app: &App) -> Duration {
    let due = queue::next_due(app).await.ok().flatten();
    let wait = due.and_then(|due| (due - app.db.clock().now()).to_std().ok());
    wait.unwrap_or(LONGEST_SLEEP).min(LONGEST_SLEEP)
}

async fn keep_schedule(app: App, mut stop: watch::Receiver<bool>) {
    let mut queued = Vec::new();
    while !*stop.borrow() {
        let slots = schedule::slots(app.db.clock().now());
        if slots != queued {
            match schedule::tick(&app).await {
                Ok(_) => queued = slots,
                Err(error) => tracing::warn!(%error, "recurring work could not be queued; trying again"),
            }
        }
        tokio::select! {
            () = tokio::time::sleep(LONGEST_SLEEP) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Runs what is due until nothing is, and returns how many tasks were run. What failed waits for its time and is not run.
pub async fn run_until_idle(app: &App) -> Outcome<usize> {
    let mut count = 0;
    while run_next(app).await? {
        count += 1;
    }
    Ok(count)
}

/// Queues the recurring work whose time has come, then runs what is due until nothing is.
pub async fn run_once(app: &App) -> Outcome<usize> {
    schedule::tick(app).await?;
    run_until_idle(app).await
}

/// Claims and runs one task. False if none is due.
async fn run_next(app: &App) -> Outcome<bool> {
    let Some(claim) = queue::claim(app).await? else {
        return Ok(false);
    };
    let started = Instant::now();
    let kind = claim.task.kind;
    let outcome = if claim.task.attempts > app.config().jobs.max_attempts {
        Err(Failure::for_good("its workers died again and again"))
    } else {
        guarded(app, &claim).await
    };
    let code = match outcome {
        Ok(Ending::Settled) => "settled",
        Ok(Ending::Done) => {
            queue::finish(app, &claim).await?;
            "done"
        }
        Err(Failure { reason, for_good }) => {
            let state = queue::fail(app, &claim, &reason, for_good).await?;
            tracing::warn!(task = %claim.task.id, %kind, attempt = claim.task.attempts, %state, reason, "a task failed");
            "failed"
        }
    };
    app.metrics.task_run(kind.code(), code, started.elapsed());
    Ok(true)
}

/// Runs a task, prolonging its lease meanwhile. A panic is a failure like any other; its message may quote anything, so it
/// goes nowhere.
async fn guarded(app: &App, claim: &Claim) -> Result<Ending, Failure> {
    let job = AssertUnwindSafe(run(app, claim)).catch_unwind();
    tokio::pin!(job);
    let third = u64::try_from(app.config().jobs.lease_seconds).unwrap_or(60) * 1_000 / 3;
    let mut beat = tokio::time::interval(Duration::from_millis(third.max(1)));
    beat.tick().await;
    loop {
        tokio::select! {
            outcome = &mut job => {
                return outcome.unwrap_or_else(|_| Err(Failure::passing("the job panicked")));
            }
            _ = beat.tick() => {
                if let Err(error) = queue::renew(app, claim).await {
                    tracing::warn!(task = %claim.task.id, %error, "a lease could not be prolonged");
                }
            }
        }
    }
}
