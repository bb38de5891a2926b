//! Evidence packs: what they say, what they keep to themselves, and that they verify away from the server.

use crate::given::{self, World, attested, grant, world};
use crate::helpers::{Actor, TestApp, pages};
use crate::ledger::{python, python_file};
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::ListingId;
use enishi::domain::tier::Tier;
use enishi::services::ledger::proof::{Bundle, SignedReceipt};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The files of a pack.
fn opened(actor: &Actor<'_>, path: &str) -> BTreeMap<String, Vec<u8>> {
    let reply = actor.get(path).expect(200);
    assert_eq!(reply.header("content-type"), Some("application/zip"));
    let mut archive = zip::ZipArchive::new(Cursor::new(&reply.bytes)).unwrap();
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().to_string(), bytes);
    }
    files
}

fn json_of(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_slice(&files[name]).unwrap()
}

fn bundle(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Bundle {
    Bundle::read(std::str::from_utf8(&files[name]).unwrap()).unwrap()
}

/// A seed with every field filled, submitted by its owner.
fn submitted(world: &World<'_>) -> ListingId {
    let begun = world
        .researcher
        .post("/seeds", json!({"content": given::seed_content()}))
        .expect(201);
    let id = begun.json()["id"].as_str().unwrap().to_owned();
    let body = json!({"attestations": attested()});
    let path = format!("/listings/{id}/submit");
    let tag = begun.tag();
    world
        .researcher
        .call("POST", &path, &[("if-match", &tag)], Some(&body))
        .expect(200);
    id.parse().unwrap()
}

/// Both programs check a bundle.
fn verified(app: &TestApp, bundle: &Bundle) {
    let key = app.app.ledger_key.public();
    bundle.check(Some(&key)).unwrap();
    python(bundle, &["--key", &key]).unwrap();
}

on_both!(a_team_takes_evidence_along_in_which_strangers_stay_sealed, |app| {
    let world = world(app);
    let seed = given::published_seed(app, &world.researcher, &world.liaison, json!({}));
    grant(app, seed, world.company.organisation, Tier::Approved);
    world.company.get(&format!("/listings/{seed}")).expect(200);
    world.rival.get(&format!("/listings/{seed}")).expect(200);
    world.liaison.get(&format!("/listings/{seed}")).expect(200);
    let files = opened(&world.researcher, &format!("/listings/{seed}/evidence"));

    let record = json_of(&files, "evidence.json");
    let seen = record["disclosures"].as_array().unwrap();
    let of = |tier: &str| seen.iter().find(|one| one["tier"] == tier).unwrap();
    let met = of("approved");
    assert_eq!(met["person"]["id"], world.company.member.to_string(), "{met}");
    let fields = met["fields"].as_array().unwrap();
    assert!(
        fields.contains(&json!("evidence")) && fields.contains(&json!("title")),
        "{met}"
    );
    let bound = &met["acceptance"];
    let number = bound["undertaking"].as_i64().unwrap();
    let text = &files[&format!("undertakings/{number}.{}.txt", bound["language"].as_str().unwrap())];
    assert_eq!(bound["text_hash"], hex::encode(Sha256::digest(text)));
    let stranger = of("members");
    assert_eq!(
        (&stranger["person"], &stranger["organisation"]),
        (&Value::Null, &Value::Null),
        "{stranger}"
    );
    assert_eq!(stranger["organisation_kind"], "pharma");
    let known = stranger["acceptance"].as_object().unwrap();
    assert_eq!(known.keys().collect::<Vec<_>>(), ["undertaking"], "{stranger}");
    assert!(
        !stranger["fields"].as_array().unwrap().contains(&json!("evidence")),
        "{stranger}"
    );
    assert_eq!(of("owner")["person"]["id"], world.liaison.member.to_string());

    let proved = bundle(&files, "ledger.json");
    verified(app, &proved);
    let entry = |one: &Value| {
        let index = one["index"].as_u64().unwrap();
        proved.entries.iter().find(|entry| entry.index == index).unwrap()
    };
    assert!(entry(met).payload.is_some());
    assert!(entry(stranger).payload.is_none() && entry(stranger).sealed.is_some());
    let taken = proved.entries.last().unwrap().payload.as_deref().unwrap();
    assert!(taken.contains("evidence_taken"), "{taken}");
    let everything: Vec<u8> = files.values().flatten().copied().collect();
    let everything = String::from_utf8_lossy(&everything);
    for hidden in [world.rival.member.to_string(), world.rival.organisation.to_string()] {
        assert!(!everything.contains(&hidden), "{hidden}");
    }
    assert!(!files.contains_key("platform.json"));
    assert_eq!(
        files["verify_ledger.py"],
        std::fs::read("tools/verify_ledger.py").unwrap()
    );
});

on_both!(an_auditors_pack_names_everybody_and_has_no_text_of_the_listing, |app| {
    let world = world(app);
    let home = app.organisation("secretariat", OrganisationKind::Secretariat);
    let auditor = app.member("audit", Role::Auditor, home);
    let seed = given::published_seed(app, &world.researcher, &world.liaison, json!({}));
    world.rival.get(&format!("/listings/{seed}")).expect(200);
    enishi::services::indexing::follow::catch_up(&app.app).unwrap();
    world.rival.post("/search/seeds", json!({"text": "抗体"})).expect(200);
    let path = format!("/ledger/listings/{seed}/evidence");
    let files = opened(&auditor, &path);
    let record = json_of(&files, "evidence.json");
    let seen = record["disclosures"].as_array().unwrap();
    let surfaces: Vec<&str> = seen.iter().map(|one| one["surface"].as_str().unwrap()).collect();
    assert_eq!(surfaces, ["detail", "search"], "{record}");
    assert!(
        seen.iter()
            .all(|one| one["person"]["id"] == world.rival.member.to_string())
    );
    let proved = bundle(&files, "ledger.json");
    verified(app, &proved);
    assert!(proved.entries.iter().all(|entry| entry.payload.is_some()));
    let platform = bundle(&files, "platform.json");
    verified(app, &platform);
    let said: Vec<&str> = platform
        .entries
        .iter()
        .filter_map(|entry| entry.payload.as_deref())
        .collect();
    assert!(
        said.iter().all(|one| one.contains("\"kind\":\"undertaking_")),
        "only what was published and accepted: {said:?}"
    );
    assert!(
        !said.iter().any(|one| one.contains(&world.company.member.to_string())),
        "who saw nothing is not in it"
    );
    assert!(!files.keys().any(|name| name.starts_with("versions/")));
    let everything: Vec<u8> = files.values().flatten().copied().collect();
    let everything = String::from_utf8_lossy(&everything);
    for text in ["CANARY", "rheumatoid", "関節リウマチ"] {
        assert!(!everything.contains(text), "{text}");
    }
    for (name, word) in [
        ("evidence.ja.pdf", "開示の証拠"),
        ("evidence.en.pdf", "Evidenceofdisclosure"),
    ] {
        let said = pages(&files[name]).concat();
        assert!(said.contains(word) && !said.contains("CANARY"), "{name}: {said}");
    }
    // Taking it along is in the owner's log.
    let again = json_of(
        &opened(&world.researcher, &format!("/listings/{seed}/evidence")),
        "ledger.json",
    );
    let takers = again["entries"].as_array().unwrap().iter();
    let takers = takers.filter(|one| {
        one["payload"]
            .as_str()
            .is_some_and(|payload| payload.contains("evidence_taken"))
    });
    assert_eq!(
        takers.count(),
        1,
        "the auditor is of another organisation, so that one is sealed"
    );
});

on_both!(a_team_can_show_that_a_text_is_the_one_that_was_submitted, |app| {
    let world = world(app);
    app.arrange(|tx| {
        let mut home = enishi::store::organisations::find(tx, world.researcher.organisation)
            .unwrap()
            .unwrap();
        home.liaison = Some(world.liaison.member);
        enishi::store::organisations::update(tx, &mut home).unwrap();
    });
    let seed = submitted(&world);
    let files = opened(&world.researcher, &format!("/listings/{seed}/evidence"));
    let record = json_of(&files, "evidence.json");
    let proved = bundle(&files, "ledger.json");
    let submission = proved.entries.iter().find_map(|entry| {
        let said: Value = serde_json::from_str(entry.payload.as_deref()?).unwrap();
        (said["kind"] == "version_submitted").then_some(said)
    });
    let submission = submission.unwrap();
    let content = submission["facts"]["content"].as_object().unwrap();
    assert!(content.len() >= 3, "{submission}");
    for (tier, hash) in content {
        let salt = hex::decode(record["versions"][0]["salts"][tier].as_str().unwrap()).unwrap();
        let text = &files[&format!("versions/1.{tier}.json")];
        let computed = Sha256::new().chain_update(salt).chain_update(text).finalize();
        assert_eq!(hash, &json!(hex::encode(computed)), "{tier}");
    }
});

on_both!(an_organisation_can_show_what_its_people_saw_and_what_not, |app| {
    let world = world(app);
    let seen = given::published_seed(app, &world.researcher, &world.liaison, json!({}));
    let unseen = given::published_seed(
        app,
        &world.researcher,
        &world.liaison,
        json!({"title": {"en": "Another"}}),
    );
    world.company.get(&format!("/listings/{seen}")).expect(200);
    world.rival.get(&format!("/listings/{unseen}")).expect(200);
    let reply = world.company.get("/me/receipt").expect(200);
    let receipt = SignedReceipt::read(&reply.text).unwrap();
    let key = app.app.ledger_key.public();
    let text = receipt.check(Some(&key)).unwrap();
    let said: Value = serde_json::from_str(text).unwrap();
    let shown = said["shown"].as_array().unwrap();
    let reference = |id: ListingId| {
        let listing = app.app.db.read_blocking(|rx| enishi::store::listings::find(rx, id));
        listing.unwrap().unwrap().reference
    };
    assert_eq!(shown.len(), 1, "{said}");
    assert_eq!(shown[0]["reference"], reference(seen));
    assert_eq!(shown[0]["person"], world.company.member.to_string());
    assert!(!text.contains(&reference(unseen)));
    let second = python_file(&reply.text, &["--key", &key]).unwrap();
    assert!(second.contains(&reference(seen)) && second.contains("ok\t"), "{second}");

    let forged = reply.text.replace(&reference(seen), &reference(unseen));
    assert_ne!(forged, reply.text);
    assert!(SignedReceipt::read(&forged).unwrap().check(Some(&key)).is_err());
    assert!(python_file(&forged, &["--key", &key]).is_err());
});
