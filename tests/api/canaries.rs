//! Canaries: every guarded field of a seed and a need, and every word exchanged about them, is a word that stands nowhere else.
//! Strangers then read everything that can be asked for, mails and index files are searched, and no canary may sing above its
//! tier. The control: whoever is entitled hears them, or hiding everything would pass.

use crate::authorization::{kind_of, operations};
use crate::given;
use crate::helpers::{Actor, Reply, TestApp, printed, send, unzipped};
use enishi::domain::account::{OrganisationKind, Role};
use enishi::domain::ids::ListingId;
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::content::Content;
use enishi::domain::listing::need::NeedContent;
use enishi::domain::listing::seed::SeedContent;
use enishi::domain::tier::Tier;
use enishi::mail::mailer::Mailer;
use enishi::services::indexing::{follow, statistics};
use enishi::services::matching::match_listing;
use enishi::store::mails::{self, MailState};
use enishi::store::{organisations, tasks};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// How every canary begins; each goes on with small letters.
const CANARY: &str = "canary";
/// The planned filing date is no word.
const FILING_DATE: &str = "2027-03-17";

type Words = BTreeSet<String>;

fn words(all: &[&str]) -> Words {
    all.iter().map(|word| (*word).to_owned()).collect()
}

fn word(kind: &str, field: &str) -> String {
    format!("{CANARY}{kind}{}", field.replace('_', ""))
}

/// Content with the canaries of `given` renamed, so that each is one word of its own.
fn renamed<C: Content>(kind: &str, content: Value) -> Value {
    let mut text = content.to_string();
    for field in C::FIELDS {
        text = text.replace(
            &format!("\"CANARY-{}\"", field.name),
            &format!("\"{}\"", word(kind, field.name)),
        );
    }
    assert!(!text.contains("CANARY-"), "{text}");
    serde_json::from_str(&text).unwrap()
}

/// The canaries in a content at a tier.
fn of_tier<C: Content>(kind: &str, content: &Value, tier: Tier) -> Words {
    let fields = C::FIELDS.iter().filter(|field| field.floor == tier);
    let found = fields.flat_map(|field| sung(&content[field.name].to_string()));
    let found: Words = found.collect();
    assert!(found.iter().all(|word| word == FILING_DATE || word.contains(kind)));
    found
}

fn joined(parts: &[&Words]) -> Words {
    parts.iter().copied().flatten().cloned().collect()
}

/// The canaries in a text.
fn sung(text: &str) -> Words {
    let after = text.match_indices(CANARY).map(|(at, _)| &text[at..]);
    let whole = after.map(|rest| {
        let end = rest.find(|one: char| !one.is_ascii_lowercase()).unwrap_or(rest.len());
        rest[..end].to_owned()
    });
    whole
        .chain(text.contains(FILING_DATE).then(|| FILING_DATE.to_owned()))
        .collect()
}

struct World<'a> {
    owner: Actor<'a>,
    liaison: Actor<'a>,
    partner: Actor<'a>,
    declined: Actor<'a>,
    bound_by_cda: Actor<'a>,
    strangers: Vec<(&'static str, Actor<'a>)>,
    secretary: Actor<'a>,
    auditor: Actor<'a>,
    /// Ids by kind of thing, as in paths
    ids: Vec<(&'static str, String)>,
    logs: Vec<String>,
    /// Reference number of the seed, which is public
    reference: String,
    /// A search of the partner that finds the seed
    saved: String,
    /// A note of the partner on the seed
    note: String,
    seed: Value,
    need: Value,
    blind: Value,
}

fn id_of(reply: &Reply) -> String {
    reply.json()["id"].as_str().unwrap().to_owned()
}

fn decide(by: &Actor<'_>, listing: &str, body: Value) {
    let held = by.get(&format!("/listings/{listing}/review")).expect(200).tag();
    let path = format!("/listings/{listing}/reviews");
    by.call("POST", &path, &[("if-match", &held)], Some(&body)).expect(200);
}

/// Begins, submits, corrects and publishes a seed, with a canary in every remark on the way.
fn reviewed_seed(owner: &Actor<'_>, liaison: &Actor<'_>, content: &Value) -> String {
    let begun = owner.post("/seeds", json!({ "content": content })).expect(201);
    let (id, held) = (id_of(&begun), begun.tag());
    let body = json!({"attestations": {
        "inventors_agree": true, "institution_agrees": true, "no_third_party_secret": true, "no_patient_data": true,
        "linter_checked": true,
    }});
    let submit = || {
        let path = format!("/listings/{id}/submit");
        owner
            .call("POST", &path, &[("if-match", &held)], Some(&body))
            .expect(200);
    };
    submit();
    let comments = format!("/listings/{id}/comments");
    let comment = liaison.post(&comments, json!({"body": "canarycomment"})).expect(201);
    decide(
        liaison,
        &id,
        json!({"decision": "request_changes", "note": "canaryreviewnote"}),
    );
    submit();
    owner
        .post(&format!("{comments}/{}/resolve", id_of(&comment)), json!({}))
        .expect(200);
    let checklist = json!({
        "title_not_enabling": true, "no_enabling_detail": true, "differentiation_present": true, "missing_data_listed": true,
        "no_duplicate": true, "tiers_set": true, "expiry_set": true,
    });
    let approval = json!({"decision": "approve", "checklist": checklist, "note": "canaryapprovalnote"});
    decide(liaison, &id, approval);
    decide(liaison, &id, json!({"decision": "publish"}));
    id
}

fn ask(by: &Actor<'_>, listing: &str, message: &str) -> String {
    let body = json!({"listing": listing, "message": message, "confirmed_non_confidential": true});
    id_of(&by.post("/introductions", body).expect(201))
}

fn act(by: &Actor<'_>, introduction: &str, step: &str, body: Option<&Value>) {
    let path = format!("/introductions/{introduction}");
    let held = by.get(&path).expect(200).tag();
    by.call("POST", &format!("{path}/{step}"), &[("if-match", &held)], body)
        .expect(200);
}

fn world(app: &TestApp) -> World<'_> {
    let university = app.organisation("uni", OrganisationKind::University);
    let elsewhere = app.organisation("elsewhere", OrganisationKind::University);
    let office = app.organisation("office", OrganisationKind::LiaisonOffice);
    let secretariat = app.organisation("secretariat", OrganisationKind::Secretariat);
    let company = |name: &str| app.member(name, Role::Company, app.organisation(name, OrganisationKind::Pharma));
    let owner = app.member("owner", Role::Researcher, university);
    let liaison = app.member("liaison", Role::Liaison, office);
    let (partner, declined, bound_by_cda) = (company("partner"), company("declined"), company("contracted"));
    let secretary = app.member("secretary", Role::Secretariat, secretariat);
    let auditor = app.member("auditor", Role::Auditor, secretariat);
    app.arrange(|tx| {
        let mut home = organisations::find(tx, university).unwrap().unwrap();
        home.liaison = Some(liaison.member);
        organisations::update(tx, &mut home).unwrap();
    });
    let strangers = vec![
        ("another company", company("rival")),
        (
            "another researcher",
            app.member("stranger", Role::Researcher, elsewhere),
        ),
        ("another liaison", app.member("desk", Role::Liaison, office)),
        (
            "somebody unbound",
            app.unbound_member("new", Role::Researcher, university),
        ),
    ];

    let keep = |name: &str, text: &str| {
        let question = json!({"kind": "seed", "text": text});
        let body = json!({"name": name, "question": question});
        id_of(&partner.post("/saved-searches", body).expect(201))
    };
    let saved = [
        keep("canarysearchname", "tocilizumab -canarysearchexcluded"),
        keep("canarysearchother", "canarysearchtext"),
    ];

    let filing = json!({"planned_filing_date": FILING_DATE, "ip_status": "granted"});
    let seed = renamed::<SeedContent>("seed", given::over(given::seed_content(), filing));
    let need = renamed::<NeedContent>("need", given::need_content());
    let loud = json!({
        "title": {"ja": "canaryblindtitle", "en": "canaryblindtitleen"}, "problem": {"ja": "canaryblindproblem"},
        "must_have": {"ja": "canaryblindmusthave"}, "offers": {"ja": "canaryblindoffers"},
        "territory": "canaryblindterritory",
    });
    let blind = renamed::<NeedContent>("blind", given::over(given::need_content(), loud));
    let seed_id = reviewed_seed(&owner, &liaison, &seed);
    let publish =
        |content: &Value, how| given::published_need(app, &partner, &liaison, content.clone(), how).to_string();
    let need_id = publish(&need, NeedVisibility::Open);
    let blind_id = publish(&blind, NeedVisibility::Blind);
    follow::catch_up(&app.app).unwrap();
    statistics::refresh(&app.app).unwrap();
    for listing in [&seed_id, &need_id, &blind_id] {
        match_listing(&app.app, listing.parse::<ListingId>().unwrap()).unwrap();
    }

    given::make_public(&owner, &liaison, seed_id.parse().unwrap());
    let reference = owner.get(&format!("/listings/{seed_id}")).expect(200).json();
    let reference = reference["reference"].as_str().unwrap().to_owned();
    let mut ids = vec![
        ("listings", seed_id.clone()),
        ("listings", need_id.clone()),
        ("listings", blind_id),
    ];
    let found_by = saved[0].clone();
    ids.extend(saved.map(|id| ("saved-searches", id)));
    let asked = ask(&partner, &seed_id, "canarymessage");
    act(
        &owner,
        &asked,
        "request-info",
        Some(&json!({"question": "canaryquestion"})),
    );
    act(
        &partner,
        &asked,
        "provide-info",
        Some(&json!({"answer": "canaryanswer"})),
    );
    act(&owner, &asked, "accept", None);
    let refused = ask(&declined, &seed_id, "canaryrefusedmessage");
    let no = json!({"code": "too_early", "audience": "owner", "gap_request": "canarygap"});
    act(&owner, &refused, "decline", Some(&no));
    let answered = ask(&owner, &need_id, "canaryneedmessage");
    act(&partner, &answered, "accept", None);
    ids.extend([asked, refused, answered].map(|id| ("introductions", id)));
    given::grant(app, seed_id.parse().unwrap(), bound_by_cda.organisation, Tier::Cda);
    let note = |on: &str, words: &str| {
        let written = partner.post(&format!("/listings/{on}/notes"), json!({ "body": words }));
        id_of(&written.expect(201))
    };
    note(&need_id, "canaryownnote");
    let note = note(&seed_id, "canarynote");

    let form = json!({
        "email": "applicant@uni.example", "name": {"en": "Applicant"}, "organisation_id": university,
        "role": "researcher", "locale": "en", "motivation": "canarymotivation",
    });
    app.outsider().post("/applications", form).expect(202);
    let waiting = secretary.get("/applications").expect(200).json();
    ids.push(("applications", waiting["items"][0]["id"].as_str().unwrap().to_owned()));
    for actor in [&owner, &partner, &liaison] {
        for item in actor.get("/candidates").expect(200).json()["items"].as_array().unwrap() {
            ids.push(("candidates", item["id"].as_str().unwrap().to_owned()));
        }
        ids.push(("members", actor.member.to_string()));
        ids.push(("organisations", actor.organisation.to_string()));
    }
    let undertaking = owner.get("/undertakings/current").expect(200);
    ids.push(("undertakings", id_of(&undertaking)));
    app.work();
    let logs = auditor.get("/ledger/logs").expect(200).json();
    let logs = logs.as_array().unwrap().iter();
    World {
        logs: logs.map(|log| log["log"].as_str().unwrap().to_owned()).collect(),
        owner,
        liaison,
        partner,
        declined,
        bound_by_cda,
        strangers,
        secretary,
        auditor,
        ids,
        saved: found_by,
        note,
        reference,
        seed,
        need,
        blind,
    }
}

impl World<'_> {
    /// Every address that can be read, with everything in this world in the place of ids.
    fn places(&self) -> Vec<String> {
        let mut all = Vec::new();
        for operation in operations() {
            let Some(path) = operation.strip_prefix("GET ") else {
                continue;
            };
            let kind = kind_of(&operation);
            let about = self.ids.iter().filter(|(of, _)| Some(*of) == kind);
            let filled: Vec<String> = match kind {
                None => {
                    let path = path.replace("{reference}", &self.reference);
                    vec![path.replace("{kind}", "seed"), path.replace("{kind}", "need")]
                }
                Some(kind) => {
                    let filled = |id: &String| path.replace("{id}", id).replace("{note_id}", &self.note);
                    let filled: Vec<String> = about.map(|(_, id)| filled(id)).collect();
                    assert!(!filled.is_empty(), "there is nothing of the kind {kind} to read");
                    filled
                }
            };
            for path in filled {
                all.extend((1..=3).map(|number| path.replace("{number}", &number.to_string())));
            }
        }
        all.sort();
        all.dedup();
        all.into_iter().flat_map(|path| self.asked_for(&path)).collect()
    }

    /// The queries under which an address says most.
    fn asked_for(&self, path: &str) -> Vec<String> {
        let queries: Vec<String> = if path.ends_with("/preview") {
            let eyes = ["members", "approved", "cda"].into_iter();
            eyes.flat_map(|tier| ["draft", "version"].map(|of| format!("tier={tier}&of={of}")))
                .collect()
        } else if path.ends_with("/export") {
            vec!["format=pdf".into()]
        } else if path == "/introductions" {
            vec!["box=received&limit=100".into(), "box=sent&limit=100".into()]
        } else if path == "/ledger/entries" {
            self.logs.iter().map(|log| format!("log={log}&limit=100")).collect()
        } else {
            vec!["limit=100".into()]
        };
        let asked = queries.into_iter().map(|query| format!("{path}?{query}"));
        asked.chain([path.to_owned()]).collect()
    }

    /// All canaries that an actor hears in everything that can be read, and in lists of all that can be found.
    fn heard(&self, actor: &Actor<'_>) -> Words {
        let mut heard = Words::new();
        for place in self.places() {
            let mut next = Some(place.clone());
            while let Some(path) = next.take() {
                let reply = actor.get(&path);
                assert!(reply.status < 500, "{path} {}", reply.text);
                heard.extend(sung(&format!("{:?} {}", reply.headers, reply.text)));
                if reply.header("content-type") == Some("application/zip") {
                    heard.extend(sung(&unzipped(&reply.bytes)));
                } else if !reply.bytes.is_empty() {
                    heard.extend(sung(&printed(&reply.bytes)));
                }
                let cursor = serde_json::from_str::<Value>(&reply.text).unwrap_or_default();
                let cursor = cursor["next_cursor"].as_str();
                next = cursor.map(|cursor| format!("{place}&cursor={cursor}"));
            }
        }
        for kind in ["seeds", "needs"] {
            let reply = actor.post(&format!("/search/{kind}"), json!({"limit": 100}));
            heard.extend(sung(&reply.text));
            let file = |format: &str| actor.post(&format!("/search/{kind}/export"), json!({ "format": format }));
            heard.extend(sung(&file("csv").text));
            let book = file("xlsx").bytes;
            if !book.is_empty() {
                heard.extend(sung(&unzipped(&book)));
            }
        }
        heard
    }

    /// The canaries among some that an actor finds something by.
    fn found_by(&self, actor: &Actor<'_>, among: &Words) -> Words {
        let finds = |word: &&String| {
            let total = |kind: &str| {
                let reply = actor.post(&format!("/search/{kind}"), json!({ "text": word }));
                assert!(reply.status < 500, "{}", reply.text);
                assert!(reply.status == 200 || sung(&reply.text).is_empty(), "{}", reply.text);
                reply.json()["total"].as_u64().unwrap_or_default()
            };
            total("seeds") + total("needs") > 0
        };
        among.iter().filter(finds).cloned().collect()
    }
}

/// Fails if fewer than 95 % of what somebody is entitled to arrived.
fn assert_most(who: &str, entitled: &Words, heard: &Words) {
    let missed: Vec<_> = entitled.difference(heard).collect();
    assert!(missed.len() * 20 <= entitled.len(), "{who} did not hear {missed:?}");
}

fn assert_none_but(who: &str, allowed: &Words, heard: &Words) {
    let leaked: Vec<_> = heard.difference(allowed).collect();
    assert!(leaked.is_empty(), "{who} heard {leaked:?}");
}

/// Everything written in the index folder: bytes of every file, every term of every dictionary, every stored document.
fn written_in_the_index(folder: &Path) -> String {
    use tantivy::schema::document::Document;
    use tantivy::schema::document::TantivyDocument;
    let mut all = String::new();
    let (mut folders, mut indexes) = (vec![folder.to_owned()], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.push_str(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()));
                all.push('\n');
            }
        }
        let Ok(index) = tantivy::Index::open_in_dir(&folder) else {
            continue;
        };
        indexes += 1;
        let (schema, searcher) = (index.schema(), index.reader().unwrap().searcher());
        for segment in searcher.segment_readers() {
            for (field, entry) in schema.fields().filter(|(_, entry)| entry.is_indexed()) {
                let inverted = segment.inverted_index(field).unwrap();
                let mut terms = inverted.terms().stream().unwrap();
                while terms.advance() {
                    all.push_str(&format!("{} {}\n", entry.name(), String::from_utf8_lossy(terms.key())));
                }
            }
            let store = segment.get_store_reader(8).unwrap();
            for document in store.iter::<TantivyDocument>(None) {
                all.push_str(&document.unwrap().to_json(&schema));
            }
        }
    }
    assert!(indexes > 0, "there is an index on the disk");
    all
}

/// All mails: what was queued, and the letters that left.
fn letters(app: &TestApp) -> String {
    let db = &app.app.db;
    let mut all = String::new();
    for state in MailState::ALL {
        for mail in db.read_blocking(|rx| mails::in_state(rx, *state, 10_000)).unwrap() {
            all.push_str(&format!(
                "{} {} {}\n",
                mail.event,
                mail.context,
                mail.last_error.unwrap_or_default()
            ));
        }
    }
    let Mailer::Memory(memory) = &app.app.mailer else {
        panic!("tests keep mails in memory");
    };
    let sent = memory.sent();
    assert!(sent.len() > 5, "mails were sent");
    for mail in sent {
        let parsed = mail_parser::MessageParser::default().parse(mail.bytes()).unwrap();
        all.push_str(&String::from_utf8_lossy(mail.bytes()));
        for part in 0..2 {
            all.push_str(&parsed.body_text(part).unwrap_or_default());
            all.push_str(&parsed.body_html(part).unwrap_or_default());
        }
        all.push_str(parsed.subject().unwrap_or_default());
    }
    all
}

on_both!(no_canary_is_heard_above_its_tier_and_the_entitled_hear_theirs, |app| {
    let world = world(app);
    let seed = |tier| of_tier::<SeedContent>("seed", &world.seed, tier);
    let need = |tier| of_tier::<NeedContent>("need", &world.need, tier);
    let (approved, cda, owners) = (seed(Tier::Approved), seed(Tier::Cda), seed(Tier::Owner));
    assert!(approved.len() >= 7 && !cda.is_empty() && owners.len() >= 7);
    let review = words(&["canarycomment", "canaryreviewnote", "canaryapprovalnote"]);
    let exchanged = words(&["canarymessage", "canaryquestion", "canaryanswer"]);
    let refused = words(&["canaryrefusedmessage", "canarygap"]);
    let to_need = words(&["canaryneedmessage"]);
    let sought = words(&[
        "canarysearchname",
        "canarysearchexcluded",
        "canarysearchother",
        "canarysearchtext",
    ]);
    let motivation = words(&["canarymotivation"]);
    let noted = words(&["canarynote", "canaryownnote"]);
    let blind = sung(&world.blind.to_string());
    let whole_seed = sung(&world.seed.to_string());
    let whole_need = sung(&world.need.to_string());
    let every = joined(&[
        &whole_seed,
        &whole_need,
        &blind,
        &review,
        &exchanged,
        &refused,
        &to_need,
        &motivation,
        &sought,
        &noted,
    ]);

    let mut entitled = vec![
        (
            "the owner",
            &world.owner,
            joined(&[
                &whole_seed,
                &review,
                &exchanged,
                &refused,
                &to_need,
                &need(Tier::Approved),
            ]),
        ),
        (
            "the approved company, owner of the needs",
            &world.partner,
            joined(&[&approved, &exchanged, &to_need, &whole_need, &blind, &sought, &noted]),
        ),
        (
            "the company under a CDA",
            &world.bound_by_cda,
            joined(&[&approved, &cda]),
        ),
        ("the declined company", &world.declined, refused.clone()),
        (
            "the liaison in charge",
            &world.liaison,
            joined(&[
                &whole_seed,
                &whole_need,
                &blind,
                &review,
                &exchanged,
                &refused,
                &to_need,
            ]),
        ),
        ("the secretariat", &world.secretary, motivation),
        ("the auditor", &world.auditor, Words::new()),
    ];
    entitled.extend(world.strangers.iter().map(|(who, actor)| (*who, actor, Words::new())));
    for (who, actor, theirs) in &entitled {
        let heard = world.heard(actor);
        assert_none_but(who, theirs, &heard);
        assert_most(who, theirs, &heard);
        assert_none_but(&format!("searching, {who}"), theirs, &world.found_by(actor, &every));
    }
    // People are shown, but not searched for.
    let searched: Words = approved
        .iter()
        .filter(|one| ![word("seed", "researcher"), word("seed", "tlo_contact")].contains(one))
        .cloned()
        .collect();
    let found = world.found_by(&world.partner, &searched);
    assert_most("searching, the approved company", &searched, &found);

    let mut outside = Words::new();
    for place in world.places() {
        let reply = app.outsider().get(&place);
        outside.extend(sung(&format!("{:?} {}", reply.headers, reply.text)));
    }
    for place in ["/metrics", "/", "/api/v1/openapi.json", "/health/ready"] {
        outside.extend(sung(&send(&app.base, "GET", place, &[], None).text));
    }
    assert_none_but("somebody without an account", &Words::new(), &outside);

    let public = app.outsider().get(&format!("/public/listings/{}", world.reference));
    assert!(
        public.expect(200).text.contains("関節リウマチ"),
        "anybody reads the public seed"
    );

    let found = world
        .partner
        .get(&format!("/saved-searches/{}/alerts", world.saved))
        .json();
    assert_eq!(
        found["items"].as_array().unwrap().len(),
        1,
        "a saved search found the seed"
    );

    assert_none_but("a mail", &Words::new(), &sung(&letters(app)));
    let db = &app.app.db;
    for state in enishi::domain::task::TaskState::ALL {
        for task in db.read_blocking(|rx| tasks::in_state(rx, *state, 10_000)).unwrap() {
            assert_none_but(
                "a task",
                &Words::new(),
                &sung(&format!("{} {:?}", task.payload, task.last_error)),
            );
        }
    }

    follow::catch_up(&app.app).unwrap();
    let written = written_in_the_index(&app.folder.path().join("search"));
    assert!(written.contains("tocilizumab"), "the scan sees what members may read");
    assert_none_but("the index on the disk", &Words::new(), &sung(&written));
});
