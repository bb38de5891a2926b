//! The work queue: leases, retries, dead tasks, recurring work, an orderly end.

use crate::helpers::{TestApp, block_on};
use chrono::TimeDelta;
use enishi::app::App;
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::TaskId;
use enishi::domain::task::{Task, TaskKind, TaskState};
use enishi::jobs::runner;
use enishi::jobs::schedule;
use enishi::services::queue;
use enishi::store::tasks;
use serde_json::json;
use std::collections::BTreeSet;

fn enqueue(app: &App, kind: TaskKind, payload: serde_json::Value) {
    app.db
        .chore_blocking(|chore| tasks::enqueue(chore, kind, &payload))
        .unwrap();
}

fn in_state(app: &App, state: TaskState) -> Vec<Task> {
    app.db.read_blocking(|rx| tasks::in_state(rx, state, 1_000)).unwrap()
}

fn claim_one(app: &App) -> Option<tasks::Claim> {
    block_on(queue::claim(app)).unwrap()
}

on_both!(six_threads_never_claim_the_same_task, |app| {
    for number in 0..200 {
        enqueue(&app.app, TaskKind::CleanUp, json!({ "number": number }));
    }
    let claimed: Vec<TaskId> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..6)
            .map(|_| {
                scope.spawn(|| {
                    let mut mine = Vec::new();
                    while mine.len() < 200 && !in_state(&app.app, TaskState::Ready).is_empty() {
                        mine.extend(claim_one(&app.app).map(|claim| claim.task.id));
                    }
                    mine
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(claimed.len(), 200);
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), 200);
});

on_both!(what_waits_already_is_not_queued_twice, |app| {
    enqueue(&app.app, TaskKind::CleanUp, json!({ "slot": "a" }));
    enqueue(&app.app, TaskKind::CleanUp, json!({ "slot": "a" }));
    enqueue(&app.app, TaskKind::CleanUp, json!({ "slot": "b" }));
    assert_eq!(in_state(&app.app, TaskState::Ready).len(), 2);
});

on_both!(a_task_whose_worker_died_is_free_again_when_its_lease_ends, |app| {
    enqueue(&app.app, TaskKind::CleanUp, json!({}));
    let dead_worker = claim_one(&app.app).unwrap();
    assert!(claim_one(&app.app).is_none());
    app.advance(TimeDelta::seconds(61));
    let taken_over = claim_one(&app.app).unwrap();
    assert_eq!(taken_over.task.id, dead_worker.task.id);
    assert_eq!(taken_over.task.attempts, 2);
    // The first worker was only slow: what it reports now counts for nothing.
    assert!(!block_on(queue::finish(&app.app, &dead_worker)).unwrap());
    assert!(!block_on(queue::renew(&app.app, &dead_worker)).unwrap());
    assert!(block_on(queue::finish(&app.app, &taken_over)).unwrap());
});

on_both!(a_prolonged_lease_keeps_a_long_task, |app| {
    enqueue(&app.app, TaskKind::CleanUp, json!({}));
    let claim = claim_one(&app.app).unwrap();
    app.advance(TimeDelta::seconds(50));
    assert!(block_on(queue::renew(&app.app, &claim)).unwrap());
    app.advance(TimeDelta::seconds(50));
    assert!(claim_one(&app.app).is_none());
});

on_both!(
    a_failed_task_waits_longer_each_time_and_dies_after_ten_attempts,
    |app| {
        enqueue(&app.app, TaskKind::CleanUp, json!({}));
        for (attempt, seconds) in [5, 10, 20, 40, 80, 160, 320, 640, 1_280].into_iter().enumerate() {
            let claim = claim_one(&app.app).unwrap();
            assert_eq!(claim.task.attempts, i32::try_from(attempt).unwrap() + 1);
            let state = block_on(queue::fail(&app.app, &claim, "no luck", false)).unwrap();
            assert_eq!(state, TaskState::Ready);
            app.advance(TimeDelta::seconds(seconds - 1));
            assert!(claim_one(&app.app).is_none());
            app.advance(TimeDelta::seconds(1));
        }
        let last = claim_one(&app.app).unwrap();
        let state = block_on(queue::fail(&app.app, &last, "no luck", false)).unwrap();
        assert_eq!(state, TaskState::Dead);
    }
);

on_both!(a_task_whose_workers_died_twice_waits_and_lets_others_go_first, |app| {
    enqueue(&app.app, TaskKind::CleanUp, json!({ "slot": "suspect" }));
    let suspect = claim_one(&app.app).unwrap().task.id;
    app.advance(TimeDelta::seconds(61));
    assert_eq!(claim_one(&app.app).unwrap().task.id, suspect);
    app.advance(TimeDelta::seconds(61));
    enqueue(&app.app, TaskKind::CleanUp, json!({ "slot": "behind it" }));
    assert_ne!(claim_one(&app.app).unwrap().task.id, suspect);
    assert!(claim_one(&app.app).is_none());
    app.advance(TimeDelta::seconds(10));
    let third = claim_one(&app.app).unwrap();
    assert_eq!((third.task.id, third.task.attempts), (suspect, 3));
});

on_both!(a_task_that_kills_its_worker_each_time_is_put_aside, |app| {
    enqueue(&app.app, TaskKind::CleanUp, json!({}));
    let mut deaths = 0;
    while deaths < 10 {
        deaths += i32::from(claim_one(&app.app).is_some());
        app.advance(TimeDelta::hours(1));
    }
    app.work();
    app.advance(TimeDelta::hours(1));
    app.work();
    assert_eq!(in_state(&app.app, TaskState::Dead).len(), 1);
});

on_both!(the_secretariat_sees_dead_tasks_and_revives_them, |app| {
    let office = app.organisation("office", OrganisationKind::Secretariat);
    let clerk = app.member("clerk", Role::Secretariat, office);
    let liaison = app.member("liaison", Role::Liaison, office);
    enqueue(&app.app, TaskKind::SendMail, json!({ "letter": "none" }));
    app.work();
    let queue = clerk.get("/operations/queue").expect(200).json();
    assert_eq!(queue["tasks"]["dead"], 1);
    let dead = &queue["dead_tasks"][0];
    assert_eq!(dead["kind"], "send_mail");
    assert!(dead["last_error"].as_str().unwrap().starts_with("unreadable payload"));
    let retry = format!("/operations/tasks/{}/retry", dead["id"].as_str().unwrap());
    liaison.post(&retry, json!({})).expect(403);
    clerk.post(&retry, json!({})).expect(204);
    assert_eq!(clerk.post(&retry, json!({})).expect(409).code(), "wrong_state");
    assert_eq!(clerk.get("/operations/queue").json()["tasks"]["ready"], 1);
    let unknown = "/operations/tasks/00000000-0000-4000-8000-000000000000/retry";
    clerk.post(unknown, json!({})).expect(404);
    app.work();
    assert_eq!(in_state(&app.app, TaskState::Dead).len(), 1);
});

on_both!(several_nodes_queue_a_time_slot_once, |app| {
    let other = app.beside(|_| {});
    let slots = schedule::slots(app.app.db.clock().now()).len();
    let queued: usize = std::thread::scope(|scope| {
        let tick = |node: &App| block_on(schedule::tick(node)).unwrap();
        let (app, other) = (&app.app, &other);
        let nodes: Vec<_> = (0..3)
            .flat_map(|_| [scope.spawn(move || tick(app)), scope.spawn(move || tick(other))])
            .collect();
        nodes.into_iter().map(|node| node.join().unwrap()).sum()
    });
    assert_eq!(queued, slots);
    assert_eq!(in_state(&app.app, TaskState::Ready).len(), slots);
});

on_both!(
    a_slot_stays_known_after_its_task_is_done_and_cleaning_up_forgets_only_old_ones,
    |app| {
        app.tick();
        app.work();
        assert_eq!(app.tick(), 0);
        // Half an hour later no hour has begun, and of the slots of ten minutes only the latest counts; the next day every daily slot has
        // come once more.
        app.advance(TimeDelta::minutes(30));
        assert_eq!(app.tick(), 1);
        app.advance(TimeDelta::days(1));
        assert!(app.tick() >= 7);
        app.work();
        app.advance(TimeDelta::days(40));
        app.tick();
        app.work();
        let done = in_state(&app.app, TaskState::Done);
        let oldest = app.app.db.clock().now() - TimeDelta::days(31);
        assert!(done.iter().all(|task| task.created_at > oldest));
    }
);

on_both!(every_recurring_job_runs_on_an_empty_installation, |app| {
    let queued = app.tick();
    assert_eq!(app.work(), queued);
    assert_eq!(in_state(&app.app, TaskState::Done).len(), queued);
});

on_both!(running_workers_take_up_queued_work_and_end_when_asked, |app| {
    let workers = runner::Workers::start(&app.app).unwrap();
    enqueue(&app.app, TaskKind::CleanUp, json!({ "from": "a test" }));
    let done = |app: &TestApp| {
        in_state(&app.app, TaskState::Done)
            .iter()
            .any(|task| task.payload.contains("a test"))
    };
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !done(app) {
        assert!(std::time::Instant::now() < deadline, "no worker took the task up");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    block_on(workers.stop());
    enqueue(&app.app, TaskKind::CleanUp, json!({ "after": "the end" }));
    assert_eq!(
        in_state(&app.app, TaskState::Ready)
            .iter()
            .filter(|task| task.payload.contains("after"))
            .count(),
        1
    );
});
