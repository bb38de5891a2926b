//! Reminders and lapse.

use super::{act, act_on, ask, request, see, world};
use chrono::TimeDelta;
use enishi::services::introductions::Swept;
use serde_json::{Value, json};

on_both!(
    unanswered_requests_are_brought_to_mind_twice_and_lapse_after_thirty_days,
    |app| {
        let world = world(app);
        let id = ask(&world.scout, request(world.seed));
        let none = Swept::default();
        assert_eq!(world.sweep(), none);
        for (days, swept) in [
            (6, none),
            (1, Swept { reminded: 1, lapsed: 0 }),
            (0, none),
            (6, none),
            (1, Swept { reminded: 1, lapsed: 0 }),
            (15, none),
            (1, Swept { reminded: 0, lapsed: 1 }),
            (1, none),
        ] {
            app.advance(TimeDelta::days(days));
            assert_eq!(world.sweep(), swept);
        }
        assert_eq!(world.told(&world.researcher, "introduction_reminder"), (2, 2));
        assert_eq!(world.told(&world.scout, "introduction_lapsed"), (1, 1));
        let seen = see(&world.scout, &id).expect(200).json();
        assert_eq!((&seen["state"], &seen["answer_by"]), (&json!("lapsed"), &Value::Null));
        assert_eq!(
            act(&world.researcher, &id, "accept", None).expect(409).code(),
            "wrong_state"
        );
        ask(&world.scout, request(world.seed));
    }
);

on_both!(a_reminder_does_not_make_an_answer_stale, |app| {
    let world = world(app);
    let id = ask(&world.scout, request(world.seed));
    let tag = see(&world.researcher, &id).tag();
    app.advance(TimeDelta::days(8));
    assert_eq!(world.sweep().reminded, 1);
    act_on(&world.researcher, &id, &tag, "accept", None).expect(200);
});
