//! Programs that work on while the server dies under them: every write has a key and is repeated until it is answered.

use crate::contents::{self, Theme};
use crate::diary::{Act, Belief, Diary};
use crate::http::{Person, Reply, Site, fresh_key};
use crate::moves::{attestations, checklist};
use crate::on_both::eventually;
use serde_json::{Value, json};

/// A client of a researcher, a company and their liaison.
pub struct Client<'a> {
    number: usize,
    theme: Theme,
    site: &'a Site,
    researcher: &'a Person,
    liaison: &'a Person,
    diary: Diary,
}

impl<'a> Client<'a> {
    /// At a site, which may move.
    pub fn new(
        number: usize,
        theme: Theme,
        site: &'a Site,
        researcher: &'a Person,
        company: &Person,
        liaison: &'a Person,
    ) -> Self {
        let diary = Diary {
            acts: Vec::new(),
            listings: Vec::new(),
            company: company.clone(),
            need: 0,
            silences: 0,
            saved: 0,
        };
        Self {
            number,
            theme,
            site,
            researcher,
            liaison,
            diary,
        }
    }

    /// Works round after round. Now and then a need gives way to a new one, a seed is sent back, introduced or withdrawn.
    pub fn work_until(mut self, enough: impl Fn() -> bool) -> Diary {
        let company = self.diary.company.clone();
        for round in 0.. {
            if round % 12 == 0 {
                let need = contents::need(self.theme, &self.mark(round, "n"));
                let new = self.bring_to_publication(&company, "needs", &need, round % 24 == 0);
                if round > 0 {
                    self.withdraw(self.diary.need);
                }
                self.diary.need = new;
            }
            let seed = contents::seed(self.theme, &self.mark(round, "s"));
            let researcher = self.researcher.clone();
            let seed = self.bring_to_publication(&researcher, "seeds", &seed, round % 3 == 1);
            if round % 2 == 0 {
                self.introduce(seed);
            }
            if round % 5 == 3 {
                self.withdraw(seed);
            }
            if enough() {
                break;
            }
        }
        self.diary
    }

    /// A word of one length, of letters only.
    fn mark(&self, round: usize, kind: &str) -> String {
        let letter = |digit: usize| char::from(b'a' + u8::try_from(digit % 26).unwrap());
        let digits = [round / 676, round / 26, round].map(letter);
        format!("zq{kind}{}{}", letter(self.number), digits.iter().collect::<String>())
    }

    fn await_server(&mut self) {
        self.diary.silences += 1;
        eventually("the server to be back", || {
            let ready = self.site.try_get("/readyz").ok()?;
            (ready.status == 200).then_some(())
        });
    }

    /// Reads, however often it takes.
    fn read(&mut self, who: &Person, path: &str) -> Reply {
        loop {
            match who.attempt("GET", path, &[], None) {
                Ok(reply) => return reply.expect(200),
                Err(_silence) => self.await_server(),
            }
        }
    }

    /// Writes until there is an answer. None if it was carried out, but its answer is lost for ever.
    fn write(&mut self, who: &Person, path: &str, tag: Option<String>, body: Value) -> Option<Reply> {
        let mut act = Act {
            who: who.clone(),
            path: path.to_owned(),
            key: fresh_key(),
            tag,
            body,
            answer: None,
        };
        let mut is_repetition = false;
        loop {
            match act.send() {
                Err(_silence) => {
                    is_repetition = true;
                    self.await_server();
                }
                Ok(reply) if (200..300).contains(&reply.status) => {
                    act.answer = Some(reply.clone());
                    self.diary.acts.push(act);
                    return Some(reply);
                }
                Ok(reply) => {
                    let known = is_repetition && reply.status == 409 && reply.json()["code"] == "in_progress";
                    assert!(
                        known,
                        "{path} (again: {is_repetition}): {} {}",
                        reply.status, reply.text
                    );
                    self.diary.acts.push(act);
                    return None;
                }
            }
        }
    }

    /// Saves a working copy, which has no key but a version.
    fn save(&mut self, who: &Person, id: &str, content: &Value) {
        let path = format!("/listings/{id}/draft");
        let before = self.read(who, &path);
        let body = json!({"content": content, "visibility": before.json()["visibility"]});
        loop {
            match who.attempt("PUT", &path, &[("if-match", &before.tag())], Some(&body)) {
                Ok(reply) => {
                    reply.expect(200);
                    break;
                }
                Err(_silence) => {
                    self.await_server();
                    let after = self.read(who, &path);
                    if after.tag() != before.tag() {
                        break; // It was saved, and only the answer is lost.
                    }
                }
            }
        }
        self.diary.saved += 1;
        let after = self.read(who, &path).json();
        assert_eq!(after["content"]["title"], content["title"]);
        assert_eq!(
            after["version"],
            before.json()["version"].as_i64().unwrap() + 1,
            "saved once"
        );
    }

    fn bring_to_publication(
        &mut self,
        owner: &Person,
        kind: &'static str,
        content: &Value,
        with_changes: bool,
    ) -> usize {
        let title = content["title"]["ja"].as_str().unwrap();
        let mark = title.rsplit(' ').next().unwrap().to_owned();
        let mut new = json!({"content": {"title": content["title"]}});
        if kind == "needs" {
            new["visibility"] = "open".into();
        }
        let begun = self.write(owner, &format!("/{kind}"), None, new);
        let id = match begun {
            Some(reply) => reply.member("id"),
            None => self.only_one_of_mine(owner, title),
        };
        self.diary.listings.push(Belief {
            owner: owner.clone(),
            id: id.clone(),
            mark,
            kind,
            versions: 0,
            state: "draft",
            introduction: None,
        });
        let place = self.diary.listings.len() - 1;
        self.save(owner, &id, content);
        self.submit(place);
        if with_changes {
            self.decide(
                place,
                json!({"decision": "request_changes", "note": "差別化を具体的に。"}),
                "changes_requested",
            );
            self.save(owner, &id, content);
            self.submit(place);
        }
        self.decide(
            place,
            json!({"decision": "approve", "checklist": checklist()}),
            "approved",
        );
        self.decide(place, json!({"decision": "publish"}), "published");
        place
    }

    /// The id of one's own listing with a title, which must be the only one.
    fn only_one_of_mine(&mut self, owner: &Person, title: &str) -> String {
        let page = self.read(owner, "/listings/mine?limit=100").json();
        let mine = page["items"].as_array().unwrap();
        let found: Vec<&Value> = mine.iter().filter(|one| one["title"]["ja"] == title).collect();
        let [one] = found.as_slice() else {
            panic!("begun {} times: {title}", found.len());
        };
        one["id"].as_str().unwrap().to_owned()
    }

    fn submit(&mut self, place: usize) {
        let (owner, id) = self.listing(place);
        let tag = self.read(&owner, &format!("/listings/{id}/draft")).tag();
        self.write(&owner, &format!("/listings/{id}/submit"), Some(tag), attestations());
        let listing = &mut self.diary.listings[place];
        (listing.versions, listing.state) = (listing.versions + 1, "liaison_review");
    }

    fn decide(&mut self, place: usize, decision: Value, state: &'static str) {
        let (_, id) = self.listing(place);
        let liaison = self.liaison.clone();
        let tag = self.read(&liaison, &format!("/listings/{id}/review")).tag();
        self.write(&liaison, &format!("/listings/{id}/reviews"), Some(tag), decision);
        self.diary.listings[place].state = state;
    }

    fn withdraw(&mut self, place: usize) {
        let (owner, id) = self.listing(place);
        self.write(&owner, &format!("/listings/{id}/withdraw"), None, json!({}));
        self.diary.listings[place].state = "withdrawn";
    }

    /// The company asks about a seed, and its owner accepts.
    fn introduce(&mut self, place: usize) {
        let company = self.diary.company.clone();
        let (owner, seed) = self.listing(place);
        let (_, need) = self.listing(self.diary.need);
        let ask = json!({
            "listing": seed, "own_listing": need, "message": "お話を伺えますか。", "confirmed_non_confidential": true,
        });
        let id = match self.write(&company, "/introductions", None, ask) {
            Some(reply) => reply.member("id"),
            None => {
                let sent = self.read(&company, "/introductions?box=sent&limit=100").json();
                let sent = sent["items"].as_array().unwrap();
                let found: Vec<&Value> = sent
                    .iter()
                    .filter(|one| one["listing"]["id"] == seed.as_str())
                    .collect();
                assert_eq!(found.len(), 1, "asked once");
                found[0]["id"].as_str().unwrap().to_owned()
            }
        };
        let path = format!("/introductions/{id}");
        let tag = self.read(&owner, &path).tag();
        self.write(&owner, &format!("{path}/accept"), Some(tag), Value::Null);
        self.diary.listings[place].introduction = Some(id);
    }

    fn listing(&self, place: usize) -> (Person, String) {
        let Belief { owner, id, .. } = &self.diary.listings[place];
        (owner.clone(), id.clone())
    }
}
