//! From configuration to a running server; tests start here too.

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::web::body::BodyLimit;
use crate::web::error::{Rejection, locale_of};
use crate::web::guard::{OwnOrigin, guard};
use crate::web::idempotent::idempotent;
use crate::web::{openapi, routes};
use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::{HttpRequest, HttpResponse, HttpServer, ResponseError, web};
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;
use utoipa_actix_web::AppExt;

/// A server bound to its address but not yet running.
pub struct Bound {
    /// The server; await it to run
    pub server: Server,
    /// Where it listens
    pub address: SocketAddr,
}

/// Binds the server.
pub fn bind(app: &App) -> anyhow::Result<Bound> {
    let config = &app.config().server;
    let listener = TcpListener::bind(&config.address)?;
    let address = listener.local_addr()?;
    let (shared, limit) = (
        web::Data::new(app.clone()),
        web::Data::new(BodyLimit(config.max_body_bytes)),
    );
    let origin = web::Data::new(OwnOrigin(config.public_url.clone()));
    let mut server = HttpServer::new(move || {
        actix_web::App::new()
            .wrap(from_fn(idempotent))
            .wrap(from_fn(guard))
            .wrap(tracing_actix_web::TracingLogger::<crate::web::trace::RequestSpan>::new())
            .into_utoipa_app()
            .openapi(openapi::skeleton())
            .app_data(shared.clone())
            .app_data(limit.clone())
            .app_data(origin.clone())
            .service(utoipa_actix_web::scope(routes::PREFIX).configure(routes::api))
            .into_app()
            .default_service(web::to(not_found))
    })
    .client_request_timeout(Duration::from_secs(20))
    .shutdown_timeout(30)
    .disable_signals();
    if config.workers > 0 {
        server = server.workers(config.workers);
    }
    Ok(Bound {
        server: server.listen(listener)?.run(),
        address,
    })
}

async fn not_found(request: HttpRequest) -> HttpResponse {
    Rejection::new(Refusal::NotFound, locale_of(&request)).error_response()
}
