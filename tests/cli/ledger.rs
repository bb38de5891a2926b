//! `enishi ledger`: evidence taken out of an installation, and checked without it.

use crate::admin::organisation;
use crate::place::{Ended, Place, ended};

/// The program with another public key of old, as its settings would name it.
fn with_former(place: &Place, key: &str, arguments: &[&str]) -> Ended {
    let mut command = place.command(arguments);
    command.env("ENISHI_LEDGER__FORMER_PUBLIC_KEYS", format!("[\"{key}\"]"));
    ended(&mut command, "")
}

#[test]
fn entries_leave_with_what_proves_them_and_only_with_that() {
    for place in Place::migrated() {
        organisation(&place, "university", "Hokuto University", "h");
        let file = place.path("platform.json").display().to_string();
        let export = ["ledger", "export", "platform", "--to", &file];
        let early = place.run(&export).expect(1);
        assert!(early.err.contains("no checkpoint of this log yet"), "{early:?}");
        place.run(&["work", "--once"]).expect(0);
        assert!(place.run(&export).expect(0).out.starts_with("1 entries\t"));

        let key = place.run(&["ledger", "key"]).expect(0).out.trim().to_owned();
        let said = place.run(&["ledger", "check", &file, "--key", &key]).expect(0).out;
        assert!(said.starts_with("ok\t1 entries\t") && said.contains(&key), "{said}");
        let asks = place.run(&["ledger", "check", &file]).expect(0).out;
        assert!(asks.contains("on paper"), "{asks}");
        let other = place
            .run(&["ledger", "check", &file, "--key", &"00".repeat(32)])
            .expect(1);
        assert!(other.err.contains("not the one that was expected"), "{other:?}");

        let nothing = place.path("nothing.json").display().to_string();
        let about = [
            "ledger",
            "export",
            "platform",
            "--about",
            "listing:none",
            "--to",
            &nothing,
        ];
        let refused = place.run(&about).expect(1);
        assert!(refused.err.contains("nothing to prove"), "{refused:?}");
        assert!(!place.path("nothing.json").exists());
        let text = std::fs::read_to_string(&file).unwrap();
        let forged = place.write(
            "forged.json",
            text.replace("organisation_joined", "organisation_changed"),
        );
        let refused = place.run(&["ledger", "check", &forged, "--key", &key]).expect(1);
        assert!(refused.err.contains("proves nothing"), "{refused:?}");
    }
}

#[test]
fn what_an_old_key_signed_is_believed_if_that_is_named() {
    for place in Place::migrated() {
        organisation(&place, "university", "Hokuto University", "h");
        place.run(&["work", "--once"]).expect(0);
        let old = place.run(&["ledger", "key"]).expect(0).out.trim().to_owned();
        std::fs::remove_file(place.path("var/ledger-key.pem")).unwrap();
        let new = place.run(&["ledger", "key"]).expect(0).out.trim().to_owned();
        assert_ne!(old, new);

        let doubted = place.run(&["ledger", "verify"]).expect(1);
        assert!(
            doubted.out.contains("is not signed by this installation"),
            "{doubted:?}"
        );
        with_former(&place, &old, &["ledger", "verify"]).expect(0);
        let file = place.path("platform.json").display().to_string();
        let export = ["ledger", "export", "platform", "--to", &file];
        with_former(&place, &old, &export).expect(1);
    }
}
