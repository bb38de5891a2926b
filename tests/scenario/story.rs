//! The main job from end to end: a seed's way to a company, and what stays hidden on it.

use crate::cast::{Cast, name_of};
use crate::contents::{self, APPROVED, ARTHRITIS, CDA, MEMBERS, NEED, NEED_ABOVE, OWNER};
use crate::http::{Person, Reply};
use crate::letters::{self, Letter};
use crate::moves;
use crate::on_both::eventually;
use crate::program::{Installation, PUBLIC_URL};
use crate::smtp_sink::SmtpSink;
use enishi::domain::ledger::EntryKind;
use enishi::domain::ledger::leaf::Leaf;
use enishi::store::error::StoreError;
use enishi::store::ledger;
use serde_json::{Value, json};

on_both_databases!(a_seed_finds_its_company, super::from_end_to_end);

fn from_end_to_end(installation: Installation) {
    let mut program = installation.start();
    let cast = Cast::assemble(&installation, &program.site);
    main_story(&installation, &cast);
    crate::variants::all(&installation, &cast);
    program.stop();
    installation.verify_ledger();
}

fn main_story(installation: &Installation, cast: &Cast) {
    let relay = &installation.relay;
    let researcher = cast.newcomer(installation, "university", "hinoki", "ja");
    let company = cast.founder(installation, "pharma", "sakura");
    let stranger = cast.newcomer(installation, "pharma", "tsubaki", "ja");

    // A standing need comes first, curated like everything else.
    let need = moves::published(
        cast,
        &company,
        "needs",
        &contents::need(ARTHRITIS, "zqneedone"),
        Some("open"),
    );

    // The seed: submitted, sent back, edited, approved, published.
    let mut content = contents::seed(ARTHRITIS, "zqseedone");
    let seed = moves::draft(&researcher, "seeds", &content, None);
    hidden(&company, &seed);
    moves::submit(&researcher, &seed);
    hidden(&company, &seed);
    letters::await_link(relay, &cast.liaison.email, &format!("{PUBLIC_URL}/reviews/{seed}"));
    let note = json!({"decision": "request_changes", "note": "競合との違いを具体的に書いてください。"});
    let asked = moves::review(&cast.liaison, &seed, note);
    assert_eq!(asked.json()["review_state"], "changes_requested");
    let letter = eventually("a mail about the changes", || {
        let mut letters = letters::with_link(relay, &researcher.email, PUBLIC_URL);
        letters.retain(|letter| letter.text.contains(&seed));
        letters.into_iter().next()
    });
    assert!(!letter.everything().contains("競合"), "a note is for the site only");
    content["differentiation"] = json!({"ja": format!("既存抗体より組織選択性が高い。 {MEMBERS}")});
    let tag = researcher.get(&format!("/listings/{seed}/draft")).expect(200).tag();
    let saved = researcher.put(&format!("/listings/{seed}/draft"), &tag, json!({"content": content}));
    saved.expect(200);
    let second = moves::submit(&researcher, &seed);
    assert_eq!(second.json()["number"], 2);
    moves::publish(&cast.liaison, &seed);

    // Each side gets one candidate and one mail without content.
    let theirs = eventually("a candidate for the company", || {
        moves::candidates(&company, &need).pop()
    });
    let ours = eventually("a candidate for the researcher", || {
        moves::candidates(&researcher, &seed).pop()
    });
    assert_eq!(theirs["other"]["id"], seed.as_str());
    assert_eq!(ours["other"]["id"], need.as_str());
    cast.settle();
    for person in [&company, &researcher] {
        assert_eq!(about_candidates(relay, person).len(), 1, "{}", person.email);
    }
    assert_eq!(moves::candidates(&company, &need).len(), 1);
    assert_eq!(moves::candidates(&researcher, &seed).len(), 1);
    eventually("the seed in search", || {
        company.search("seeds", "zqseedone").contains(&seed).then_some(())
    });

    // The company reads what members read, and nothing above.
    let path = format!("/listings/{seed}");
    let read = company.get(&path).expect(200);
    sees_members_only(&read);
    let candidate = company
        .get(&format!("/candidates/{}", theirs["id"].as_str().unwrap()))
        .expect(200);
    sees_members_only(&Reply {
        text: candidate.json()["other"].to_string(),
        ..candidate.clone()
    });
    for word in [APPROVED, CDA, OWNER] {
        assert!(company.search("seeds", word).is_empty());
        assert!(!company.get(&format!("/candidates?listing={need}")).text.contains(word));
    }
    assert!(
        !read.text.contains(&name_of("hinoki")),
        "the institution is above Members"
    );

    // It asks, and the researcher accepts without having seen who asks.
    let message = "貴シーズについてお話を伺いたく存じます。";
    let request = json!({
        "listing": seed, "own_listing": need, "candidate": theirs["id"], "message": message,
        "confirmed_non_confidential": true,
    });
    let introduction = company.post("/introductions", request).expect(201).member("id");
    let beginning = format!("{PUBLIC_URL}/introductions/{introduction}");
    let letter = letters::await_link(relay, &researcher.email, &beginning);
    assert!(!letter.everything().contains(message));
    let path_of_it = format!("/introductions/{introduction}");
    let received = researcher.get(&path_of_it).expect(200);
    assert!(received.text.contains(message));
    assert!(!received.text.contains(NEED_ABOVE));
    assert!(
        !received.text.contains(&company.email),
        "who asks is told after acceptance"
    );
    stranger.get(&path_of_it).expect(404);
    let accepted = researcher
        .post_on(&format!("{path_of_it}/accept"), &received.tag(), json!(null))
        .expect(200);
    assert!(accepted.text.contains(&company.email));
    assert!(company.get(&path_of_it).expect(200).text.contains(&researcher.email));
    letters::await_link(relay, &company.email, &beginning);

    // The Approved tier is open for that company alone.
    let read = company.get(&path).expect(200);
    let fields = fields_of(&read);
    for field in [
        "target",
        "quantitative_results",
        "evidence",
        "materials",
        "risks",
        "researcher",
        "tlo_contact",
    ] {
        assert!(fields[field].to_string().contains(APPROVED), "{field}: {fields}");
    }
    assert!(!read.text.contains(CDA) && !read.text.contains(OWNER), "{}", read.text);
    sees_members_only(&stranger.get(&path).expect(200));
    assert!(stranger.search("seeds", APPROVED).is_empty());

    cast.settle();
    for letter in letters::all(relay) {
        says_nothing(&letter);
    }
    every_step_is_in_the_ledger(installation, cast, &seed, &need, &introduction);
    installation.verify_ledger();
}

fn sees_members_only(read: &Reply) {
    let fields = fields_of(read);
    for field in [
        "title",
        "summary",
        "indication",
        "unmet_need",
        "problem",
        "mechanism",
        "competitors",
        "differentiation",
        "missing_data",
        "next_experiment",
        "further_indications",
    ] {
        assert!(fields[field].to_string().contains(MEMBERS), "{field}: {fields}");
    }
    for word in [APPROVED, CDA, OWNER] {
        assert!(!read.text.contains(word), "{word}: {}", read.text);
    }
}

fn fields_of(read: &Reply) -> Value {
    read.json()["seed"].clone()
}

/// The mails that tell a person of candidates.
pub fn about_candidates(relay: &SmtpSink, person: &Person) -> Vec<Letter> {
    letters::with_link(relay, &person.email, &format!("{PUBLIC_URL}/candidates/"))
}

/// No mail says a word of any listing.
pub fn says_nothing(letter: &Letter) {
    let all = letter.everything();
    for word in [
        MEMBERS,
        NEED,
        NEED_ABOVE,
        APPROVED,
        OWNER,
        CDA,
        "zqseed",
        "抗体",
        "リウマチ",
        "antibod",
    ] {
        assert!(!all.contains(word), "{word} in a mail: {all}");
    }
}

/// A listing that a person may not see looks exactly like one that does not exist.
pub fn hidden(person: &Person, listing: &str) {
    for view in ["", "/review", "/versions", "/draft"] {
        let there = person.get(&format!("/listings/{listing}{view}"));
        let nowhere = person.get(&format!("/listings/00000000-0000-4000-8000-000000000000{view}"));
        assert_eq!(there.status, 404, "{view}: {}", there.text);
        assert_eq!((there.headers, there.text), (nowhere.headers, nowhere.text));
    }
}

fn every_step_is_in_the_ledger(installation: &Installation, cast: &Cast, seed: &str, need: &str, introduction: &str) {
    let university = leaves(
        installation,
        &format!("organisation:{}", cast.organisation_of("hinoki")),
    );
    let pharma = leaves(
        installation,
        &format!("organisation:{}", cast.organisation_of("sakura")),
    );
    let platform = leaves(installation, "platform");
    let about = |log: &[Leaf], kind: EntryKind, subject: &str| {
        let found = log
            .iter()
            .filter(|leaf| leaf.kind == kind && leaf.subject.contains(subject));
        found.count()
    };
    for (kind, count) in [
        (EntryKind::ListingCreated, 1),
        (EntryKind::VersionSubmitted, 2),
        (EntryKind::ReviewDecided, 3),
        (EntryKind::VersionPublished, 1),
    ] {
        assert_eq!(about(&university, kind, seed), count, "{kind}");
    }
    assert_eq!(about(&pharma, EntryKind::VersionPublished, need), 1);
    assert!(
        about(&university, EntryKind::View, seed) >= 2,
        "the company read it at two tiers"
    );
    assert_eq!(about(&university, EntryKind::MatchFound, "candidate:"), 1);
    assert_eq!(about(&university, EntryKind::GrantOpened, ""), 1);
    for kind in [EntryKind::IntroductionRequested, EntryKind::IntroductionAnswered] {
        let both = about(&university, kind, introduction) + about(&pharma, kind, introduction);
        assert!(both >= 1, "{kind}");
    }
    for kind in [
        EntryKind::ApplicationReceived,
        EntryKind::ApplicationVetted,
        EntryKind::InvitationIssued,
        EntryKind::MemberJoined,
        EntryKind::UndertakingAccepted,
        EntryKind::MailSent,
    ] {
        assert!(about(&platform, kind, "") >= 1, "{kind}");
    }
    let sent = about(&platform, EntryKind::MailSent, "");
    assert_eq!(sent, installation.relay.received().len(), "one entry for each mail");
}

/// A whole log.
pub fn leaves(installation: &Installation, log: &str) -> Vec<Leaf> {
    let db = installation.database();
    db.read_blocking(|rx| ledger::leaves(rx, log, 0, 100_000))
        .map_err(|error: StoreError| error.to_string())
        .unwrap()
}
