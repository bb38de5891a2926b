//! `GET /`: what this is, and where to go from here.

use crate::app::App;
use crate::services::mailbox;
use crate::web::caller::Reading;
use crate::web::error::Answer;
use crate::web::pages::page;
use actix_web::{HttpResponse, web};
use minijinja::context;

pub(super) async fn home(app: web::Data<App>, reading: Reading) -> Answer<HttpResponse> {
    page(
        "home.html",
        "縁 Enishi",
        context! { mailbox => mailbox::is_shown(&app) },
        reading.0,
    )
}
