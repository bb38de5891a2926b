//! `GET /ledger/entries`

use crate::app::App;
use crate::domain::ids::{EntryId, OrganisationId};
use crate::domain::ledger::leaf::Leaf;
use crate::domain::ledger::{EntryKind, LedgerOrder};
use crate::services::cursor;
use crate::services::ledger;
use crate::web::body::Params;
use crate::web::caller::{Auditors, Caller};
use crate::web::error::{Answer, InLanguage, Problem};
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

/// Which entries.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EntryParams {
    /// The log's name
    log: String,
    /// What comes first; without it the newest
    #[param(inline)]
    order: Option<LedgerOrder>,
    /// Entries per page, 1 to 100
    limit: Option<i64>,
    /// Where the page begins, from the page before
    cursor: Option<String>,
}

/// An entry in its place.
#[derive(Serialize, ToSchema)]
pub struct LedgerEntry {
    /// Identity
    id: EntryId,
    /// 1, 2, 3 … within the log
    seq: i64,
    /// When
    at: DateTime<Utc>,
    /// What happened
    kind: EntryKind,
    /// `system`, `operator`, `outsider` or a member's id
    doer: String,
    /// The member's organisation
    doer_organisation: Option<OrganisationId>,
    /// What it happened to
    subject: String,
    /// Further facts: identifiers, codes, times, hashes
    facts: Value,
    /// What the log's tree holds of the entry: SHA-256 of a salt and the entry, in hexadecimal
    commitment: String,
}

impl From<Leaf> for LedgerEntry {
    fn from(leaf: Leaf) -> Self {
        let Leaf {
            id,
            log: _,
            seq,
            at,
            kind,
            doer,
            doer_organisation,
            subject,
            facts,
            salt: _,
            commitment,
        } = leaf;
        let facts = serde_json::from_str(&facts).unwrap_or(Value::Null);
        Self {
            id,
            seq,
            at,
            kind,
            doer,
            doer_organisation,
            subject,
            facts,
            commitment: hex::encode(commitment),
        }
    }
}

/// A page of entries.
#[derive(Serialize, ToSchema)]
pub struct EntryPage {
    /// Entries
    items: Vec<LedgerEntry>,
    /// Where the next page begins
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// Lists a log's entries. The newest come first unless the oldest are asked for: a log is looked into for what just happened, and
/// verified from its beginning.
#[utoipa::path(
    tag = "ledger",
    params(EntryParams),
    security(("access_token" = [])),
    responses(
        (status = 200, body = EntryPage),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/ledger/entries")]
pub async fn list_entries(
    app: web::Data<App>,
    caller: Caller<Auditors>,
    params: Params<EntryParams>,
) -> Answer<HttpResponse> {
    let Params(EntryParams {
        log,
        order,
        limit,
        cursor: page,
    }) = params;
    let order = order.unwrap_or(LedgerOrder::Newest);
    let (locale, limit) = (caller.locale(), limit.unwrap_or(20).clamp(1, 100));
    let question = ("ledger", log.clone(), order);
    let from: Option<i64> = page
        .map(|page| cursor::open(&app, caller.member, &question, &page))
        .transpose()
        .in_language(locale)?;
    let leaves = ledger::entries(&app, log, order, from, limit + 1).await;
    let leaves = leaves.in_language(locale)?;
    let shown = usize::try_from(limit).unwrap_or_default();
    let more = leaves.len() > shown;
    let items: Vec<LedgerEntry> = leaves.into_iter().take(shown).map(LedgerEntry::from).collect();
    let last = items.last().map(|entry| entry.seq).filter(|_| more);
    let next_cursor = last
        .map(|last| cursor::sign(&app, caller.member, &question, &last))
        .transpose();
    Ok(HttpResponse::Ok().json(EntryPage {
        items,
        next_cursor: next_cursor.in_language(locale)?,
    }))
}
