//! `GET /introductions`

use crate::app::App;
use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::services::introductions::{self, Mailbox, Page};
use crate::web::body::Params;
use crate::web::caller::{Caller, Involved};
use crate::web::error::{Answer, InLanguage, Problem, Rejection};
use crate::web::introductions::view::IntroductionView;
use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which box.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IntroductionBox {
    /// Asked of the caller's side
    Received,
    /// Asked by the caller's side
    Sent,
}

/// Which page of which box.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct IntroductionPage {
    /// `received` or `sent`
    #[serde(rename = "box")]
    mailbox: IntroductionBox,
    /// Most entries, 1 to 100; 20 if absent
    limit: Option<usize>,
    /// `next_cursor` of the page before
    cursor: Option<String>,
}

/// A page of introductions, newest first.
#[derive(Serialize, ToSchema)]
pub struct Introductions {
    /// The introductions
    items: Vec<IntroductionView>,
    /// Where the next page begins; absent on the last
    #[serde(skip_serializing_if = "Option::is_none")]
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
pub async fn list(
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
