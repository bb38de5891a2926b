//! `GET /introductions`

use crate::app::App;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::services::introductions::{self, Mailbox, Page};
use crate::web::body::Params;
use crate::web::caller::{Caller, Involved};
use crate::web::error::{Answer, InLanguage, Problem, Rejection};
use crate::web::introductions::query::{IntroductionBox, IntroductionPage};
use crate::web::introductions::view::IntroductionView;
use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of introductions, newest first.
#[derive(Serialize, ToSchema)]
pub struct Introductions {
    /// The introductions
    items: Vec<IntroductionView>,
    /// Where the next page begins; null on the last
    next_cursor: Option<String>,
}

const MOST: usize = 100;

/// The introductions in which the caller stands, or which a liaison reads along.
#[utoipa::path(
    tag = "introductions",
    params(IntroductionPage),
    security(("access_token" = [])),
    responses(
        (status = 200, body = Introductions),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/introductions")]
pub async fn list_introductions(
    app: web::Data<App>,
    caller: Caller<Involved>,
    page: Params<IntroductionPage>,
) -> Answer<web::Json<Introductions>> {
    let Params(IntroductionPage { mailbox, limit, cursor }) = page;
    let limit = limit.unwrap_or(20);
    if !(1..=MOST).contains(&limit) {
        let fault = FieldFault::with_limit("limit", Fault::OutOfRange, 100);
        return Err(Rejection::with_faults(Refusal::Invalid, vec![fault], caller.locale()));
    }
    let mailbox = match mailbox {
        IntroductionBox::Received => Mailbox::Received,
        IntroductionBox::Sent => Mailbox::Sent,
    };
    let Page { items, next_cursor } = introductions::list(&app, &caller, mailbox, cursor.as_deref(), limit)
        .await
        .in_language(caller.locale())?;
    Ok(web::Json(Introductions {
        items: items.into_iter().map(IntroductionView::from).collect(),
        next_cursor,
    }))
}
