//! `GET /me/notices`

use crate::app::App;
use crate::domain::ids::NoticeId;
use crate::domain::notice::Notice;
use crate::domain::text::Locale;
use crate::services::accounts::notices;
use crate::services::paging::Asked;
use crate::web::body::Params;
use crate::web::caller::{Caller, SignedIn};
use crate::web::error::{Answer, InLanguage, Problem};
use crate::web::messages;
use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which notices.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NoticeQuery {
    /// Only those that were not read
    #[serde(default)]
    unread: bool,
    /// Most items of the page
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
    /// `next_cursor` of the page before
    cursor: Option<String>,
}

/// A page of notices.
#[derive(Serialize, ToSchema)]
pub struct Notices {
    items: Vec<OneNotice>,
    /// Where the next page begins
    next_cursor: Option<String>,
    /// How many were not read, on all pages
    unread: i64,
}

/// Something to know. It names a reference and where to look, never content.
#[derive(Serialize, ToSchema)]
pub struct OneNotice {
    id: NoticeId,
    /// What happened: code of a kind of mail
    #[schema(example = "candidate_new")]
    kind: String,
    /// What happened, in words
    label: String,
    /// Where to look, a path of the web app
    path: String,
    /// Reference number of the listing it is about
    reference: Option<String>,
    created_at: DateTime<Utc>,
    /// When it was read
    read_at: Option<DateTime<Utc>>,
}

/// One's own notices, newest first.
#[utoipa::path(
    tag = "me",
    security(("access_token" = [])),
    params(NoticeQuery),
    responses(
        (status = 200, body = Notices),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/me/notices")]
pub async fn my_notices(
    app: web::Data<App>,
    caller: Caller<SignedIn>,
    query: Params<NoticeQuery>,
) -> Answer<web::Json<Notices>> {
    let locale = caller.locale();
    let Params(NoticeQuery { unread, limit, cursor }) = query;
    let found = notices::list(&app, &caller, unread, Asked { limit, cursor }).await;
    let notices::Notices { page, unread } = found.in_language(locale)?;
    let page = page.map(|notice| one(notice, locale));
    Ok(web::Json(Notices {
        items: page.items,
        next_cursor: page.next_cursor,
        unread,
    }))
}

fn one(notice: Notice, locale: Locale) -> OneNotice {
    let Notice {
        id,
        member: _,
        kind,
        path,
        reference,
        created_at,
        read_at,
    } = notice;
    OneNotice {
        id,
        label: messages::mail_kind(&kind, locale),
        kind,
        path,
        reference,
        created_at,
        read_at,
    }
}
