//! From configuration to a running server; tests start here too.

use crate::app::App;
use crate::jobs::indexer::Indexer;
use crate::jobs::runner::Workers;
use crate::services::indexing::statistics;
use crate::services::search;
use crate::telemetry;
use crate::web::body::BodyLimit;
use crate::web::caller::recognise;
use crate::web::guard::{OwnOrigin, guard};
use crate::web::idempotent::idempotent;
use crate::web::metrics::measure;
use crate::web::public::robots;
use crate::web::reference::Description;
use crate::web::{health, metrics, openapi, pages, reference, routes};
use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::{HttpServer, web};
use anyhow::Context;
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
    let listener = TcpListener::bind(&config.address)
        .with_context(|| format!("server.address: cannot listen on {}", config.address))?;
    let address = listener.local_addr()?;
    let (shared, limit) = (
        web::Data::new(app.clone()),
        web::Data::new(BodyLimit(config.max_body_bytes)),
    );
    let description = web::Data::new(Description::of_all_routes()?);
    let origin = web::Data::new(OwnOrigin(config.public_url.clone()));
    let mut server = HttpServer::new(move || {
        actix_web::App::new()
            .wrap(from_fn(idempotent))
            .wrap(from_fn(recognise))
            .wrap(from_fn(guard))
            .wrap(tracing_actix_web::TracingLogger::<crate::web::trace::RequestSpan>::new())
            .wrap(from_fn(measure))
            .into_utoipa_app()
            .openapi(openapi::skeleton())
            .app_data(shared.clone())
            .app_data(limit.clone())
            .app_data(origin.clone())
            .app_data(description.clone())
            .map(|server| {
                server
                    .configure(health::routes)
                    .configure(metrics::routes)
                    .configure(pages::routes)
                    .configure(reference::routes)
                    .configure(robots::routes)
            })
            .service(utoipa_actix_web::scope(routes::PREFIX).configure(routes::api))
            .into_app()
            .default_service(web::to(pages::app::elsewhere))
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

/// What a process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duties {
    /// Answers requests
    pub server: bool,
    /// Runs queued work
    pub workers: bool,
}

impl Duties {
    /// Everything: one process is a whole installation.
    pub const ALL: Self = Self {
        server: true,
        workers: true,
    };
    /// Queued work only.
    pub const WORK: Self = Self {
        server: false,
        workers: true,
    };
}

/// Runs a future to its end on the runtime that server and workers need.
pub fn block_on<F: Future>(future: F) -> F::Output {
    actix_web::rt::System::new().block_on(future)
}

/// Serves until the process is asked to end (SIGTERM, SIGINT), then ends gracefully. `ready` hears the address once it is bound.
pub async fn serve(
    app: App,
    duties: Duties,
    ready: impl FnOnce(SocketAddr) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    telemetry::tell_only_where_it_panicked();
    // Before anybody hears that it is ready, and may ask it to end.
    let end = asked_to_end()?;
    let bound = duties.server.then(|| bind(&app)).transpose()?;
    if let Some(Bound { address, .. }) = &bound {
        tracing::info!(%address, "serving");
        ready(*address)?;
    }
    run(app, bound, duties.workers, end).await
}

/// Runs a bound server and the workers until a signal resolves. The server stops accepting and finishes the requests under
/// way, the workers finish the task they are at.
pub async fn run(
    app: App,
    bound: Option<Bound>,
    with_workers: bool,
    end: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    adopt_statistics(&app).await?;
    // Whoever searches or matches needs the index; a worker alone reads its statistics from it.
    let indexer = Indexer::start(&app)?;
    if bound.is_some() {
        warm_up(&app);
    }
    let workers = with_workers.then(|| Workers::start(&app)).transpose()?;
    let outcome = until_end(bound, end).await;
    if let Some(workers) = workers {
        workers.stop().await;
    }
    tokio::task::spawn_blocking(move || drop(indexer)).await?;
    outcome
}

/// The first members after a start shall not wait longer than others. Goes on beside whatever follows.
fn warm_up(app: &App) {
    let app = app.clone();
    tokio::task::spawn_blocking(move || {
        if let Err(error) = search::warm_up(&app) {
            tracing::warn!(%error, "the first searches will take longer");
        }
    });
}

/// Scores must be the same before and after a restart, from the first request on.
async fn adopt_statistics(app: &App) -> anyhow::Result<()> {
    let app = app.clone();
    if let Err(error) = tokio::task::spawn_blocking(move || statistics::adopt_or_ask(&app)).await? {
        tracing::error!(%error, "the stored search statistics could not be read; trying again");
    }
    Ok(())
}

async fn until_end(bound: Option<Bound>, end: impl Future<Output = ()>) -> anyhow::Result<()> {
    let Some(Bound { server, .. }) = bound else {
        end.await;
        return Ok(());
    };
    let handle = server.handle();
    let serving = tokio::spawn(server);
    tokio::pin!(serving);
    tokio::select! {
        outcome = &mut serving => Ok(outcome??),
        () = end => {
            tracing::info!("ending: finishing requests and tasks under way");
            handle.stop(true).await;
            Ok(serving.await??)
        }
    }
}

/// Resolves at the first SIGTERM or SIGINT; a second one ends the process at once.
fn asked_to_end() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (sender, asked) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
        // Nobody waits any more if the server ended by itself.
        let _ended_already = sender.send(());
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
        tracing::warn!("asked to end a second time: ending at once");
        std::process::exit(1);
    });
    Ok(async move {
        // A dropped sender means that the watching task is gone with its runtime: the process is ending anyway.
        let _asked = asked.await;
    })
}
