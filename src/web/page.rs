//! Lists come in pages of bounded size.

use crate::domain::problem::{Fault, FieldFault};
use crate::services::error::{Error, Outcome};
use crate::services::paging;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which page of a list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// Most items of the page
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `next_cursor` of the page before
    cursor: Option<String>,
}

impl Paging {
    /// The most items of the page: 20 unless the request says otherwise.
    pub fn limit(&self) -> Outcome<usize> {
        let limit = self.limit.unwrap_or(20);
        match usize::try_from(limit) {
            Ok(limit @ 1..=100) => Ok(limit),
            _ => Err(Error::field(FieldFault::with_limit("limit", Fault::OutOfRange, 100))),
        }
    }

    /// Where the page begins.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }
}

impl From<Paging> for paging::Asked {
    fn from(paging: Paging) -> Self {
        let Paging { limit, cursor } = paging;
        Self { limit, cursor }
    }
}

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub struct Page<T> {
    /// Its entries
    pub items: Vec<T>,
    /// Where the next page begins; none on the last one
    pub next_cursor: Option<String>,
}

impl<T> From<paging::Page<T>> for Page<T> {
    fn from(page: paging::Page<T>) -> Self {
        let paging::Page { items, next_cursor } = page;
        Self { items, next_cursor }
    }
}
