//! A transaction that panics takes nothing with it: neither its own changes nor those of the next one.

use chrono::TimeDelta;
use enishi::domain::account::OrganisationKind;
use enishi::store::db::{Audited, Chore, Reads, Rx, Tx};
use enishi::store::error::StoreError;
use enishi::store::organisations;
use std::panic::{AssertUnwindSafe, catch_unwind};

on_both!(a_transaction_that_panics_harms_none_after_it, |app| {
    let home = app.organisation("uni", OrganisationKind::University);
    let db = &app.app.db;
    let name = || {
        let found = db.read_blocking(|rx| organisations::find(rx, home));
        found.unwrap().unwrap().name_en
    };
    // More often than there are connections.
    for round in 0..6 {
        let write = catch_unwind(AssertUnwindSafe(|| {
            db.write_blocking(|tx: &mut Tx<'_>| {
                let mut organisation = organisations::find(tx, home)?.unwrap();
                organisation.name_en = "half done".into();
                organisations::update(tx, &mut organisation)?;
                panic!("round {round}");
                #[expect(unreachable_code, reason = "it says what the closure would return")]
                Ok::<_, StoreError>(Audited::unchanged(()))
            })
        }));
        let chore = catch_unwind(AssertUnwindSafe(|| {
            db.chore_blocking(|_: &mut Chore<'_>| -> Result<(), StoreError> { panic!("round {round}") })
        }));
        let read = catch_unwind(AssertUnwindSafe(|| {
            db.read_blocking(|rx: &mut Rx<'_>| -> Result<(), StoreError> {
                organisations::find(rx, home)?;
                panic!("round {round}")
            })
        }));
        assert!(write.is_err() && chore.is_err() && read.is_err());
        app.arrange(|tx| {
            let mut organisation = organisations::find(tx, home).unwrap().unwrap();
            organisation.name_ja = format!("大学 {round}");
            organisations::update(tx, &mut organisation).unwrap();
        });
        db.chore_blocking(|chore| Ok::<_, StoreError>(chore.now())).unwrap();
        app.advance(TimeDelta::seconds(1));
        assert_eq!(name(), "uni");
    }
});
