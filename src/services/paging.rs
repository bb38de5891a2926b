//! Pages of lists that are ordered by instant and id: how long they are, and the cursor to the next one.

use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::problem::{Fault, FieldFault};
use crate::services::cursor;
use crate::services::error::{Error, Outcome};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Entries of a page unless the caller says otherwise.
const USUAL: u32 = 20;
/// Most entries of a page.
const MOST: u32 = 100;

/// Which page a caller asks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Entries per page
    pub limit: Option<u32>,
    /// Where it begins
    pub cursor: Option<String>,
}

/// A page.
pub struct Page<T> {
    /// Its entries
    pub items: Vec<T>,
    /// Where the next one begins, if there is one
    pub next_cursor: Option<String>,
}

/// A page under way: bound to the member and the question.
pub struct Turn<'a, Q> {
    app: &'a App,
    member: MemberId,
    question: Q,
    limit: u32,
    cursor: Option<String>,
}

impl<'a, Q: Serialize> Turn<'a, Q> {
    /// Checks the wanted length; `question` is whatever must stay the same from page to page.
    pub fn new(app: &'a App, member: MemberId, question: Q, asked: Asked) -> Outcome<Self> {
        let Asked { limit, cursor } = asked;
        let limit = limit.unwrap_or(USUAL);
        if !(1..=MOST).contains(&limit) {
            let fault = FieldFault::with_limit("limit", Fault::OutOfRange, MOST);
            return Err(Error::field(fault));
        }
        Ok(Self {
            app,
            member,
            question,
            limit,
            cursor,
        })
    }

    /// The place after which the page begins.
    pub fn after<P: DeserializeOwned>(&self) -> Outcome<Option<P>> {
        let place = self.cursor.as_deref();
        place
            .map(|text| cursor::open(self.app, self.member, &self.question, text))
            .transpose()
    }

    /// How many rows to fetch: one more than fit, to know whether there is another page.
    pub fn fetch(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// The page of the fetched rows; `place` names where a row stands.
    pub fn page<T, P: Serialize>(&self, mut rows: Vec<T>, place: impl Fn(&T) -> P) -> Outcome<Page<T>> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let last = rows.last().filter(|_| more);
        let next_cursor = last
            .map(|row| cursor::sign(self.app, self.member, &self.question, &place(row)))
            .transpose()?;
        Ok(Page {
            items: rows,
            next_cursor,
        })
    }
}

impl<T> Page<T> {
    /// The same page with its entries turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(turn).collect(),
            next_cursor: self.next_cursor,
        }
    }
}
