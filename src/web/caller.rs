//! Who is calling, as a type: a handler that does not ask for a caller cannot act as one.
//!
//! `Caller<P>` is loaded with every request, so that suspension, leaving and signing out take effect at the next one.

use crate::app::App;
use crate::domain::account::Role;
use crate::domain::policy::Actor;
use crate::domain::problem::Refusal;
use crate::domain::text::Locale;
use crate::services::sessions;
use crate::web::error::{Rejection, locale_of};
use crate::web::idempotent::repeated;
use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::AUTHORIZATION;
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, web};
use std::future::Future;
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;

/// What a route demands of its caller.
pub trait Demand: 'static {
    /// Whether the actor may call the route at all.
    fn check(actor: &Actor) -> Result<(), Refusal>;
}

/// Anybody signed in, even before accepting the undertaking.
pub struct SignedIn;

/// Anybody bound by the current undertaking.
pub struct Bound;

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $($role:ident)|+;)+) => {$(
        $(#[$doc])*
        pub struct $name;

        impl Demand for $name {
            fn check(actor: &Actor) -> Result<(), Refusal> {
                if matches!(actor.role, $(Role::$role)|+) { Bound::check(actor) } else { Err(Refusal::Forbidden) }
            }
        }
    )+};
}

roles! {
    /// Researchers and company members: those who have listings.
    Party = Researcher | Company;
    /// Those who can stand on a side of an introduction, and liaisons, who broker.
    Involved = Researcher | Company | Liaison;
    /// Everybody who may see listings: all roles but the auditor.
    Reader = Researcher | Company | Liaison | Secretariat;
    /// Liaisons.
    Liaisons = Liaison;
    /// Secretariat.
    Secretariats = Secretariat;
    /// Liaisons and secretariat.
    Staff = Liaison | Secretariat;
    /// Auditors and secretariat: readers of the ledger.
    Auditors = Auditor | Secretariat;
}

/// Those who review listings before publication: liaisons and reviewers of their institution.
pub struct Reviewers;

impl Demand for Reviewers {
    fn check(actor: &Actor) -> Result<(), Refusal> {
        if actor.role == Role::Liaison || actor.institution_reviewer {
            Bound::check(actor)
        } else {
            Err(Refusal::Forbidden)
        }
    }
}

impl Demand for SignedIn {
    fn check(_: &Actor) -> Result<(), Refusal> {
        Ok(())
    }
}

impl Demand for Bound {
    fn check(actor: &Actor) -> Result<(), Refusal> {
        if actor.consented() {
            Ok(())
        } else {
            Err(Refusal::UndertakingRequired)
        }
    }
}

/// A caller that met a demand.
pub struct Caller<P: Demand> {
    actor: Actor,
    locale: Locale,
    demand: PhantomData<P>,
}

impl<P: Demand> Caller<P> {
    /// The language of answers: what the request asks for.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        self.locale
    }

    /// The actor, to hand to a use case.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.actor.clone()
    }
}

impl<P: Demand> Deref for Caller<P> {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.actor
    }
}

impl<P: Demand> FromRequest for Caller<P> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let locale = locale_of(&request);
            let actor = actor_of(&request).await?;
            P::check(&actor).map_err(|refusal| Rejection::new(refusal, locale))?;
            if let Some(answer) = repeated(&request) {
                return Err(InternalError::from_response("carried out before", answer).into());
            }
            Ok(Self {
                actor,
                locale,
                demand: PhantomData,
            })
        })
    }
}

/// Who the request's access token was found to belong to.
struct Recognised(Option<Actor>);

/// Looks the caller up before anything else of the request is read: whoever is refused at the door is refused there, and does
/// not hear first what is wrong with the path, the entity tag or the body.
pub async fn recognise(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.headers().contains_key(AUTHORIZATION) {
        // Routes for everybody do not ask for the outcome; all others hear it again.
        let _outcome = actor_of(request.request()).await;
    }
    next.call(request).await
}

/// The actor behind the request's access token, loaded once per request.
pub async fn actor_of(request: &HttpRequest) -> Result<Actor, Rejection> {
    let locale = locale_of(request);
    let refuse = || Rejection::new(Refusal::Unauthenticated, locale);
    if let Some(Recognised(actor)) = request.extensions().get::<Recognised>() {
        return actor.clone().ok_or_else(refuse);
    }
    let app = request
        .app_data::<web::Data<App>>()
        .ok_or_else(|| Rejection::new(Refusal::Internal, locale))?;
    let header = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let token = header
        .and_then(|value| value.strip_prefix("Bearer "))
        .ok_or_else(refuse)?;
    let actor = sessions::actor(app, token)
        .await
        .map_err(|error| Rejection::of(error, locale))?;
    request.extensions_mut().insert(Recognised(actor.clone()));
    actor.ok_or_else(refuse)
}

/// The language a request without a caller asks for.
pub struct Reading(pub Locale);

impl FromRequest for Reading {
    type Error = Rejection;
    type Future = std::future::Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Ok(Self(locale_of(request))))
    }
}
