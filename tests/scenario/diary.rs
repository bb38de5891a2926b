//! What a client did, what it was answered, and what it believes since then.

use crate::http::{Person, Reply, Silence};
use serde_json::Value;

/// A keyed write and its answer.
pub struct Act {
    /// By whom
    pub who: Person,
    /// Where
    pub path: String,
    /// The key
    pub key: String,
    /// Against which entity tag
    pub tag: Option<String>,
    /// What
    pub body: Value,
    /// The answer; none if only "in progress" was ever heard
    pub answer: Option<Reply>,
}

impl Act {
    /// Sends it, for the first time or again.
    pub fn send(&self) -> Result<Reply, Silence> {
        let mut headers = vec![("idempotency-key", self.key.as_str())];
        headers.extend(self.tag.as_deref().map(|tag| ("if-match", tag)));
        let body = Some(&self.body).filter(|body| !body.is_null());
        self.who.attempt("POST", &self.path, &headers, body)
    }
}

/// A listing as its owner believes that it stands.
pub struct Belief {
    /// Whose
    pub owner: Person,
    /// Its id
    pub id: String,
    /// The word that finds it
    pub mark: String,
    /// `seeds` or `needs`
    pub kind: &'static str,
    /// How often it was submitted
    pub versions: usize,
    /// Where it stands
    pub state: &'static str,
    /// The accepted introduction
    pub introduction: Option<String>,
}

/// What a client did and believes.
pub struct Diary {
    /// Every keyed write, in order
    pub acts: Vec<Act>,
    /// Every listing
    pub listings: Vec<Belief>,
    /// The other side
    pub company: Person,
    /// The open need at the end
    pub need: usize,
    /// How often no answer came
    pub silences: usize,
    /// How many working copies were saved
    pub saved: usize,
}

impl Diary {
    /// Figures of several.
    pub fn summary(diaries: &[Self]) -> String {
        let sum = |count: fn(&Self) -> usize| diaries.iter().map(count).sum::<usize>();
        format!(
            "{} writes acknowledged ({} of them drafts), {} carried out but never answered, {} times no answer, {} listings",
            sum(|diary| diary.saved + diary.acts.iter().filter(|act| act.answer.is_some()).count()),
            sum(|diary| diary.saved),
            sum(|diary| diary.acts.iter().filter(|act| act.answer.is_none()).count()),
            sum(|diary| diary.silences),
            sum(|diary| diary.listings.len()),
        )
    }
}
