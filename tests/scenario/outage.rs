//! A relay that refuses for a while: every mail waits and arrives once.

use crate::cast::Cast;
use crate::letters;
use crate::on_both::eventually;
use crate::program::Installation;
use enishi::store::error::StoreError;
use enishi::store::mails::{self, MailState};
use serde_json::json;
use std::collections::BTreeSet;

on_both_databases!(a_relay_that_refuses_for_a_while_gets_every_mail_once, super::outage);

fn outage(installation: Installation) {
    let mut program = installation.start();
    let cast = Cast::assemble(&installation, &program.site);
    cast.settle();
    let relay = &installation.relay;
    let before = relay.received().len();
    relay.refuse(true);
    let university = cast.organisation("university", "hinoki");
    for name in ["sato", "suzuki", "takahashi"] {
        let form = json!({
            "email": format!("{name}.person@hinoki.example"), "name": {"ja": name}, "organisation_id": university,
            "role": "researcher", "locale": "ja", "motivation": "共同研究。",
        });
        program.site.post("/applications", &form).expect(202);
    }
    let db = installation.database();
    let waiting = || {
        db.read_blocking(|rx| mails::in_state(rx, MailState::Queued, 100))
            .map_err(|error: StoreError| error.to_string())
            .unwrap()
    };
    // A receipt for each applicant, and a call to vet for both of the secretariat.
    eventually("every mail to be refused", || {
        let waiting = waiting();
        let refused = waiting.len() == 9
            && waiting
                .iter()
                .all(|mail| mail.attempts >= 1 && mail.last_error.is_some());
        refused.then_some(())
    });
    assert_eq!(relay.received().len(), before);
    relay.refuse(false);
    cast.settle();
    let all = letters::all(relay);
    assert_eq!(all.len(), before + 9);
    let ids: BTreeSet<&str> = all.iter().map(|letter| letter.id.as_str()).collect();
    assert_eq!(ids.len(), all.len(), "each once");
    let queue = cast.secretariat[0].get("/operations/queue").expect(200).json();
    assert_eq!(queue["ambiguities"], 0, "{queue}");
    program.stop();
    installation.verify_ledger();
}
