//! `GET /healthz`: is the process alive? `GET /readyz`: may it get requests?

use crate::app::App;
use crate::services::operations::{self, Readiness};
use actix_web::{HttpResponse, web};
use serde_json::json;

/// Both addresses.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/healthz", web::get().to(alive))
        .route("/readyz", web::get().to(ready));
}

async fn alive() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "alive": true }))
}

async fn ready(app: web::Data<App>) -> HttpResponse {
    let readiness = operations::readiness(&app).await;
    let Readiness {
        database,
        migrations,
        index,
    } = readiness;
    let ready = readiness.is_ready();
    let body = json!({ "ready": ready, "database": database, "migrations": migrations, "index": index });
    if ready {
        HttpResponse::Ok().json(body)
    } else {
        HttpResponse::ServiceUnavailable().json(body)
    }
}
