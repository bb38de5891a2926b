//! What is counted and measured. Labels are route patterns, codes and kinds: never an id, an address or a text.

use metrics::{Recorder, Unit, counter, gauge, histogram, with_local_recorder};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

const REQUESTS: &str = "enishi_http_requests_total";
const REQUEST_SECONDS: &str = "enishi_http_request_seconds";
const SIGN_INS: &str = "enishi_sign_ins_total";
const TASKS_RUN: &str = "enishi_tasks_run_total";
const TASK_SECONDS: &str = "enishi_task_seconds";
const MAILS_LEFT: &str = "enishi_mails_left_total";
const TASKS: &str = "enishi_tasks";
const MAILS: &str = "enishi_mails";
const AMBIGUITIES: &str = "enishi_mail_ambiguities";
const HITS_REFUSED: &str = "enishi_search_hits_refused_total";
const INDEX_LAG: &str = "enishi_index_lag";
const TIME_STAMPS: &str = "enishi_time_stamp_waiting_seconds";
const POOL: &str = "enishi_database_connections";

const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// Samples wait in memory until somebody reads them or so many requests have passed.
const SAMPLES_BETWEEN_UPKEEPS: u64 = 4_096;

/// The program's own recorder: no global, so that two servers in one test count apart.
#[derive(Clone)]
pub struct Metrics {
    recorder: Arc<PrometheusRecorder>,
    handle: PrometheusHandle,
    samples: Arc<AtomicU64>,
}

/// Numbers that are read from the database when somebody asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// Tasks by state code
    pub tasks: Vec<(&'static str, i64)>,
    /// Mails by state code
    pub mails: Vec<(&'static str, i64)>,
    /// How often it could not be known whether a mail went out, since the beginning
    pub ambiguities: i64,
    /// How many changes the search index of this node is behind, if that can be told
    pub index_lag: Option<i64>,
    /// Database connections by pool and whether they are in use
    pub connections: Vec<(&'static str, &'static str, u32)>,
    /// For how many seconds a checkpoint of the ledger has waited for a token, by time authority
    pub time_stamps_waiting: Vec<(String, i64)>,
}

impl Metrics {
    /// A recorder with nothing in it.
    pub fn new() -> Result<Self, BuildError> {
        let recorder = PrometheusBuilder::new().set_buckets(&BUCKETS)?.build_recorder();
        for (name, help) in [
            (REQUESTS, "Answered requests by method, route pattern and status."),
            (SIGN_INS, "Attempts to sign in by outcome."),
            (TASKS_RUN, "Tasks run by kind and outcome."),
            (
                HITS_REFUSED,
                "Search hits that the database did not confirm: an index that lags, or a fault.",
            ),
            (MAILS_LEFT, "Attempts to hand a mail over, by how they ended."),
        ] {
            recorder.describe_counter(name.into(), None, help.into());
        }
        for (name, help) in [
            (REQUEST_SECONDS, "Time to answer a request."),
            (TASK_SECONDS, "Time to run a task."),
        ] {
            recorder.describe_histogram(name.into(), Some(Unit::Seconds), help.into());
        }
        for (name, help) in [
            (TASKS, "Tasks by state; dead ones wait for a person."),
            (MAILS, "Mails by state; dead and ambiguous ones deserve a look."),
            (AMBIGUITIES, "How often it could not be known whether a mail went out."),
            (
                INDEX_LAG,
                "Changes that the search index of this node has yet to apply.",
            ),
            (POOL, "Database connections."),
            (
                TIME_STAMPS,
                "For how long a checkpoint of the ledger has waited for a time authority.",
            ),
        ] {
            recorder.describe_gauge(name.into(), None, help.into());
        }
        Ok(Self {
            handle: recorder.handle(),
            recorder: Arc::new(recorder),
            samples: Arc::default(),
        })
    }

    /// Search hits that the database did not confirm.
    pub fn search_hits_refused(&self, hits: usize) {
        let hits = u64::try_from(hits).unwrap_or(u64::MAX);
        with_local_recorder(self.recorder.as_ref(), || counter!(HITS_REFUSED).increment(hits));
    }

    /// A request was answered.
    pub fn request(&self, method: &'static str, route: String, status: u16, took: Duration) {
        with_local_recorder(&*self.recorder, || {
            histogram!(REQUEST_SECONDS, "method" => method, "route" => route.clone()).record(took);
            counter!(REQUESTS, "method" => method, "route" => route, "status" => status.to_string()).increment(1);
        });
        self.count_sample();
    }

    /// Somebody tried to sign in.
    pub fn sign_in(&self, outcome: &'static str) {
        with_local_recorder(&*self.recorder, || {
            counter!(SIGN_INS, "outcome" => outcome).increment(1)
        });
    }

    /// A task was run.
    pub fn task_run(&self, kind: &'static str, outcome: &'static str, took: Duration) {
        with_local_recorder(&*self.recorder, || {
            histogram!(TASK_SECONDS, "kind" => kind).record(took);
            counter!(TASKS_RUN, "kind" => kind, "outcome" => outcome).increment(1);
        });
        self.count_sample();
    }

    /// An attempt to hand a mail over ended.
    pub fn mail_left(&self, how: &'static str) {
        with_local_recorder(&*self.recorder, || counter!(MAILS_LEFT, "outcome" => how).increment(1));
    }

    /// Everything in the text format of Prometheus.
    #[must_use]
    pub fn render(&self, levels: &Levels) -> String {
        with_local_recorder(&*self.recorder, || {
            for (state, count) in &levels.tasks {
                gauge!(TASKS, "state" => *state).set(float(*count));
            }
            for (state, count) in &levels.mails {
                gauge!(MAILS, "state" => *state).set(float(*count));
            }
            gauge!(AMBIGUITIES).set(float(levels.ambiguities));
            if let Some(lag) = levels.index_lag {
                gauge!(INDEX_LAG).set(float(lag));
            }
            for (authority, seconds) in &levels.time_stamps_waiting {
                gauge!(TIME_STAMPS, "authority" => authority.clone()).set(float(*seconds));
            }
            for (pool, state, count) in &levels.connections {
                gauge!(POOL, "pool" => *pool, "state" => *state).set(f64::from(*count));
            }
        });
        self.handle.render()
    }

    fn count_sample(&self) {
        if self.samples.fetch_add(1, Ordering::Relaxed) % SAMPLES_BETWEEN_UPKEEPS == SAMPLES_BETWEEN_UPKEEPS - 1 {
            self.handle.run_upkeep();
        }
    }
}

/// Exact for any number of rows that a table here will ever hold.
fn float(count: i64) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
