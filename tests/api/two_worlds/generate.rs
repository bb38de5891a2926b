//! A world: `pair` fixes what the observers may see, `side` everything else.

use super::content::{Dice, TOPICS, granted_fields, hidden_fields, laid_over, tightened, visible_seed};
use super::events::{TAKEN_AWAY, Until, block, hide, revise, withdraw};
use super::people::{People, keep, people};
use crate::given::{grant, make_public, published_need, published_seed, tightened_seed};
use crate::helpers::{Actor, TestApp};
use chrono::TimeDelta;
use enishi::domain::ids::{ListingId, OrganisationId};
use enishi::domain::listing::NeedVisibility;
use enishi::domain::tier::Tier;
use enishi::services::indexing::{follow, statistics};
use enishi::store::audiences;
use serde_json::{Map, Value, json};

/// Enough listings for statistics to be computed.
const CROWD: u64 = 52;

/// Somebody who must not be able to tell the worlds apart.
pub struct Observer<'a> {
    pub name: &'static str,
    pub actor: Actor<'a>,
    /// The observer's own listing
    pub own: ListingId,
    /// What the observer keeps looking for
    pub searches: Vec<String>,
}

pub struct World<'a> {
    pub app: &'a TestApp,
    /// A company, a researcher, and a company with a grant on the first visible seed
    pub observers: Vec<Observer<'a>>,
    /// Holds grants in one world that it does not hold in the other
    pub rival: Actor<'a>,
    /// Visible to every observer, in both worlds
    pub visible: Vec<ListingId>,
    /// A need that names nobody
    pub anonymous: ListingId,
    /// Words that stand only in hidden text
    pub secrets: Vec<String>,
    /// Those of them that stand in titles of listings which no observer sees
    pub loud: Vec<String>,
    /// A word that stands in what the grant opens
    pub granted: String,
    /// A word that two visible seeds about the first topic have; among many listings only
    pub rare: String,
    /// Ids that exist in one world at least and are not for the observers
    pub hidden: Vec<String>,
}

/// A world in the making.
struct Making<'a> {
    app: &'a TestApp,
    pair: u64,
    side: &'a str,
    open: Dice,
    hidden: Dice,
    people: People<'a>,
    visible: Vec<ListingId>,
    secrets: Vec<String>,
    loud: Vec<String>,
    ids: Vec<String>,
    granted: String,
    rare: String,
}

/// Pairs with so many listings that statistics are computed.
pub const fn is_crowded(pair: u64) -> bool {
    pair % 10 == 1
}

/// Whether of two worlds this is the one in which something happens that does not in the other.
const fn acts(pair: u64, side: &str) -> bool {
    pair.is_multiple_of(2) == (side.as_bytes()[0] == b'a')
}

pub fn build<'a>(app: &'a TestApp, pair: u64, side: &'a str) -> World<'a> {
    app.entropy.stream(&format!("{pair}/people"));
    let mut making = Making {
        app,
        pair,
        side,
        open: Dice::new(format!("open {pair}")),
        hidden: Dice::new(format!("hidden {pair} {side}")),
        people: people(app),
        visible: Vec::new(),
        secrets: Vec::new(),
        loud: Vec::new(),
        ids: Vec::new(),
        granted: String::new(),
        rare: String::new(),
    };
    if is_crowded(pair) {
        making.crowd();
    }
    app.advance(TimeDelta::hours(1));
    let searches = making.saved_searches();
    making.visible_seeds();
    let (own, anonymous) = making.own_listings();
    making.hidden_listings();
    making.grants_and_blocks();
    app.work();
    if is_crowded(pair) {
        new_statistics(app);
    }
    app.advance(TimeDelta::days(10));
    making.successors();
    making.drafts();
    making.notes(&own, anonymous);
    app.work();
    making.left_behind();
    // Stands in the owners' logs, behind whatever else happened there.
    for listing in &own {
        making.people.rival.get(&format!("/listings/{listing}"));
    }
    let Making {
        people,
        visible,
        secrets,
        loud,
        ids,
        granted,
        rare,
        ..
    } = making;
    let People {
        company,
        scholar,
        trusted,
        rival,
        ..
    } = people;
    let observers = [("company", company), ("scholar", scholar), ("trusted", trusted)];
    let observers = observers.into_iter().zip(own).zip(searches);
    World {
        app,
        observers: observers
            .map(|(((name, actor), own), searches)| Observer {
                name,
                actor,
                own,
                searches,
            })
            .collect(),
        rival,
        visible,
        anonymous,
        secrets,
        loud,
        granted,
        rare,
        hidden: ids,
    }
}

/// As every night: new statistics are computed.
fn new_statistics(app: &TestApp) {
    follow::catch_up(&app.app).unwrap();
    statistics::refresh_soon(&app.app).unwrap();
    app.work();
    assert_ne!(app.app.index().unwrap().statistics_in_use().unwrap(), 0);
}

impl Making<'_> {
    /// What follows has the same ids in both worlds.
    fn alike(&self, name: &str) {
        self.app.entropy.stream(&format!("{}/{name}", self.pair));
    }

    /// What follows may exist in one world only.
    fn apart(&self, name: &str) {
        self.app.entropy.stream(&format!("{}/{name}/{}", self.pair, self.side));
    }

    fn observers(&self) -> [OrganisationId; 3] {
        let people = &self.people;
        [&people.company, &people.scholar, &people.trusted].map(|actor| actor.organisation)
    }

    fn crowd(&mut self) {
        let left_out = [
            "unmet_need",
            "problem",
            "differentiation",
            "missing_data",
            "next_experiment",
        ];
        let brief: Map<String, Value> = left_out
            .map(|name| (name.to_owned(), Value::Null))
            .into_iter()
            .collect();
        let brief = Value::Object(brief);
        self.rare = self.open.word();
        let mut holders = 0;
        for number in 0..CROWD {
            self.alike(&format!("crowd {number}"));
            let (_, fields) = hidden_fields(&mut self.hidden);
            let mut shown = visible_seed(&mut self.open);
            if shown["indication"]["ja"] == TOPICS[0].0 && holders < 2 {
                holders += 1;
                shown["mechanism"]["ja"] = json!(format!("{}を介する", self.rare));
            }
            let content = laid_over(laid_over(shown, fields), brief.clone());
            published_seed(self.app, &self.people.tanaka, &self.people.broker, content);
        }
    }

    fn saved_searches(&mut self) -> [Vec<String>; 3] {
        self.alike("saved");
        let people = &self.people;
        let (company, scholar, trusted) = (&people.company, &people.scholar, &people.trusted);
        let seeds = ["", "lung cancer", "シーズ -関節リウマチ", "抗体"];
        let needs = ["", "関節リウマチ", "org:rival OR 抗体", "-org:other"];
        let searches = [
            seeds.iter().map(|text| keep(company, "seed", text)).collect(),
            needs.iter().map(|text| keep(scholar, "need", text)).collect(),
            seeds.iter().map(|text| keep(trusted, "seed", text)).collect(),
        ];
        self.apart("saved");
        for number in 0..self.hidden.below(4) {
            let (ja, _) = self.hidden.pick(TOPICS);
            keep(&people.rival, "seed", &format!("{ja} -{number}"));
            keep(&people.rival, "need", &format!("-{number}"));
        }
        searches
    }

    /// The first is the one of which an observer was granted more; the last belongs to another university in the other world.
    fn visible_seeds(&mut self) {
        let count = 4 + self.open.below(2);
        for number in 0..count {
            self.alike(&format!("visible {number}"));
            let content = visible_seed(&mut self.open);
            let (word, fields, tiers) = if number == 0 {
                let (known, word, fields) = granted_fields(&mut self.open, &mut self.hidden);
                self.granted = known;
                (word, fields, &[Tier::Cda, Tier::Owner][..])
            } else {
                let (word, fields) = hidden_fields(&mut self.hidden);
                (word, fields, &[Tier::Approved, Tier::Cda, Tier::Owner][..])
            };
            let place = usize::try_from(self.pair).unwrap() + 3 * number;
            let (mut overrides, guarded) = tightened(place, &mut self.open, &mut self.hidden, &word, tiers);
            if number == 0 {
                overrides.insert("unmet_need".into(), Tier::Approved);
            }
            let content = laid_over(laid_over(content, fields), guarded);
            let people = &self.people;
            let last = number + 1 == count;
            let owner = if last && self.side == "b" {
                &people.hayashi
            } else {
                &people.tanaka
            };
            let seed = tightened_seed(self.app, owner, &people.liaison, content, &overrides);
            self.visible.push(seed);
            self.secrets.push(word);
            if self.hidden.below(3) == 0 {
                follow::catch_up(&self.app.app).unwrap();
            }
        }
        self.public_seeds();
        self.alike("grant");
        grant(
            self.app,
            self.visible[0],
            self.people.trusted.organisation,
            Tier::Approved,
        );
    }

    /// A visible seed that anybody may read; and in one world another one that was public, but is withdrawn.
    fn public_seeds(&mut self) {
        self.alike("public");
        let content = laid_over(visible_seed(&mut self.open), json!({"ip_status": "granted"}));
        let (word, fields) = hidden_fields(&mut self.hidden);
        let (tanaka, liaison) = (&self.people.tanaka, &self.people.liaison);
        let seed = published_seed(self.app, tanaka, liaison, laid_over(content, fields));
        self.visible.push(seed);
        self.secrets.push(word);
        make_public(tanaka, liaison, seed);
        if self.side == "a" {
            self.apart("public");
            let (word, fields) = hidden_fields(&mut self.hidden);
            let content = laid_over(fields, json!({"title": {"ja": word}, "ip_status": "granted"}));
            let (tanaka, liaison) = (&self.people.tanaka, &self.people.liaison);
            let seed = published_seed(self.app, tanaka, liaison, content);
            make_public(tanaka, liaison, seed);
            withdraw(tanaka, seed);
            self.secrets.push(word);
            self.ids.push(seed.to_string());
        }
    }

    /// What the observers list themselves, and a need whose company is another one in the other world.
    fn own_listings(&mut self) -> ([ListingId; 3], ListingId) {
        let (app, people) = (self.app, &self.people);
        let liaison = &people.liaison;
        self.alike("own");
        let wanted = json!({"modalities_wanted": [], "disease_areas": ["rare_intractable"]});
        let need = published_need(app, &people.company, liaison, wanted.clone(), NeedVisibility::Open);
        let seed = published_seed(app, &people.scholar, liaison, json!({}));
        let named = laid_over(wanted, json!({"problem": {"ja": format!("{} の調節", self.granted)}}));
        let trusted = published_need(app, &people.trusted, &people.broker, named, NeedVisibility::Blind);
        self.alike("anonymous");
        let word = self.hidden.word();
        let content = json!({
            "problem": {"ja": format!("{}に抵抗する患者。", self.open.pick(TOPICS).0)},
            "target": word, "budget_band": word, "internal_code": word,
        });
        let company = if self.side == "a" { &people.rival } else { &people.other };
        let anonymous = published_need(app, company, &people.broker, content, NeedVisibility::Anonymous);
        self.secrets.push(word);
        ([need, seed, trusted], anonymous)
    }

    fn hidden_listings(&mut self) {
        let (app, observers) = (self.app, self.observers());
        let least = if is_crowded(self.pair) { 2 } else { 0 };
        for number in 0..least + self.hidden.below(4) {
            self.apart(&format!("hidden {number}"));
            let seed = self.loud_seed();
            if self.hidden.below(2) == 0 {
                follow::catch_up(&app.app).unwrap();
            }
            hide(app, seed, self.hidden.below(TAKEN_AWAY + 1), &observers);
        }
        for number in 0..self.hidden.below(3) {
            self.apart(&format!("need {number}"));
            let word = self.hidden.word();
            let content = json!({"title": {"ja": format!("関節リウマチの抗体 {word}")}, "target": word});
            let (rival, liaison) = (&self.people.rival, &self.people.broker);
            if self.hidden.below(2) == 0 {
                let need = published_need(app, rival, liaison, content, NeedVisibility::Blind);
                self.ids.push(need.to_string());
            } else {
                let need = published_need(app, rival, liaison, content, NeedVisibility::Open);
                hide(app, need, self.hidden.below(TAKEN_AWAY + 1), &observers);
                self.ids.push(need.to_string());
            }
            self.secrets.push(word);
        }
    }

    /// A seed that would come first in many searches, if it were seen.
    fn loud_seed(&mut self) -> ListingId {
        let (word, fields) = hidden_fields(&mut self.hidden);
        let (ja, en) = TOPICS[0];
        let loud = json!({
            "title": {"ja": format!("{word} {ja}"), "en": en},
            "indication": {"ja": ja, "en": en},
            "mechanism": {"ja": word},
        });
        let content = laid_over(laid_over(visible_seed(&mut self.hidden), fields), loud);
        let seed = published_seed(self.app, &self.people.tanaka, &self.people.liaison, content);
        self.loud.push(word.clone());
        self.secrets.push(word);
        self.ids.push(seed.to_string());
        seed
    }

    /// What another company may see, and what it may not.
    fn grants_and_blocks(&mut self) {
        let rival = self.people.rival.organisation;
        // Where statistics are computed, how many listings somebody else may not see is never the same in both worlds.
        let (crowded, blocks) = (is_crowded(self.pair), self.side == "a");
        self.apart("grants");
        for (place, seed) in self.visible.iter().copied().enumerate() {
            match self.hidden.below(5) {
                _ if place == if self.side == "a" { 3 } else { 1 } => grant(self.app, seed, rival, Tier::Approved),
                0 | 1 if !crowded || place != 2 => grant(self.app, seed, rival, Tier::Approved),
                throw if place != 1 && if crowded { blocks && place == 2 } else { throw == 2 } => {
                    self.app.arrange(|tx| {
                        audiences::set_blocks(tx, seed, &[rival]).unwrap();
                        tx.reindex(seed);
                    });
                }
                _ => {}
            }
        }
    }

    /// New versions of what is published: of the second seed in one world only, and members see nothing of it; of the third in
    /// both, and members see the same of it, in one world after another that they do not see.
    fn successors(&mut self) {
        let only_here = acts(self.pair, self.side);
        self.apart("hidden successor");
        if only_here || self.hidden.below(2) == 0 {
            self.hidden_successor(1);
        }
        self.app.advance(TimeDelta::hours(1));
        if only_here {
            self.hidden_successor(1);
        }
        if !only_here {
            self.apart("hidden successor before");
            self.hidden_successor(2);
        }
        if self.hidden.below(2) == 0 {
            self.app.work();
        }
        self.app.advance(TimeDelta::hours(2));
        self.alike("successor");
        let (ja, en) = self.open.pick(TOPICS);
        let shown = json!({
            "summary": {"ja": format!("{ja}を抑える"), "en": format!("Holds {en} back")},
            "differentiation": {"ja": self.open.word()},
        });
        let (word, fields) = hidden_fields(&mut self.hidden);
        let guarded = json!({"problem": {"ja": word}});
        let content = laid_over(laid_over(shown, fields), guarded);
        let people = &self.people;
        let guard = [("problem", self.hidden.pick(&["approved", "owner"]))];
        let third = self.visible[2];
        revise(
            &people.tanaka,
            &people.liaison,
            third,
            content,
            &guard,
            Until::Published,
        );
        self.secrets.push(word);
        // As when its end or its block list changes: what members find of the second is indexed anew.
        self.app.arrange(|tx| tx.reindex(self.visible[1]));
    }

    fn hidden_successor(&mut self, place: usize) {
        let (word, fields) = hidden_fields(&mut self.hidden);
        let (people, seed) = (&self.people, self.visible[place]);
        revise(&people.tanaka, &people.liaison, seed, fields, &[], Until::Published);
        self.secrets.push(word);
    }

    /// What owners have in hand besides what is published: of the first two seeds in the one world or the other.
    fn drafts(&mut self) {
        let place = usize::from(acts(self.pair, self.side));
        let all = [Until::Saved, Until::Submitted, Until::SentBack, Until::Approved];
        let until = all[usize::try_from(self.pair / 2).unwrap() % all.len()];
        self.apart("draft");
        let (word, fields) = hidden_fields(&mut self.hidden);
        let title = json!({"title": {"ja": format!("{word} 結核")}, "further_indications": null});
        let people = &self.people;
        revise(
            &people.tanaka,
            &people.liaison,
            self.visible[place],
            laid_over(fields, title),
            &[("mechanism", "owner")],
            until,
        );
        self.secrets.push(word);
    }

    /// What others note on what the observers see or list.
    fn notes(&mut self, own: &[ListingId; 3], anonymous: ListingId) {
        self.apart("notes");
        let all: Vec<ListingId> = self.visible.iter().chain(own).chain([&anonymous]).copied().collect();
        for number in 0..self.hidden.below(5) {
            let word = self.hidden.word();
            let people = &self.people;
            let writer =
                [&people.rival, &people.other, &people.broker, &people.tanaka][(number + self.hidden.below(4)) % 4];
            let listing = all[self.hidden.below(all.len())];
            let written = writer.post(&format!("/listings/{listing}/notes"), json!({ "body": word }));
            // Some of them may not see it.
            assert!(matches!(written.status, 201 | 404), "{}", written.text);
        }
    }

    /// The last that happens, in one world only, and the index has not followed it yet.
    fn left_behind(&mut self) {
        let happens = if acts(self.pair, self.side) {
            self.pair % 4
        } else {
            u64::MAX
        };
        self.apart("left behind");
        match happens {
            0 | 1 => {
                let seed = self.loud_seed();
                follow::catch_up(&self.app.app).unwrap();
                if happens == 0 {
                    withdraw(&self.people.tanaka, seed);
                } else {
                    block(&self.people.tanaka, seed, &self.observers());
                }
            }
            2 => self.hidden_successor(2),
            3 => block(&self.people.tanaka, self.visible[1], &[self.people.rival.organisation]),
            _ => {}
        }
    }
}
