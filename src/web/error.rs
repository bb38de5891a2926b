//! The one translation from a use case's error to an answer: problem details (RFC 9457) with a stable code, in the reader's
//! language. Causes go to the log, once; nothing unforeseen reaches the person.

use crate::domain::problem::{Fault, FieldFault, Refusal};
use crate::domain::text::Locale;
use crate::services::error::Error;
use crate::web::messages;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_LANGUAGE, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use serde::Serialize;
use std::fmt;
use utoipa::ToSchema;

/// A field that needs attention.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// JSON path, e.g. `content.title.ja`
    pub field: String,
    /// Stable code
    pub code: Fault,
    /// What to do, in the reader's language
    pub message: String,
    /// The bound that was missed
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
}

impl FieldProblem {
    /// A fault in the reader's language.
    #[must_use]
    pub fn of(fault: &FieldFault, locale: Locale) -> Self {
        Self {
            field: fault.field.clone(),
            code: fault.fault,
            message: messages::fault(fault, locale),
            limit: fault.limit,
        }
    }
}

/// Problem details (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Identifies the kind of problem
    #[serde(rename = "type")]
    #[schema(rename = "type")]
    pub kind: String,
    /// Stable code
    pub code: Refusal,
    /// HTTP status
    pub status: u16,
    /// What happened, in the reader's language
    pub title: String,
    /// What to do, in the reader's language
    pub detail: String,
    /// Fields that need attention
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// A refused request on its way out.
#[derive(Debug)]
pub struct Rejection {
    code: Refusal,
    faults: Vec<FieldFault>,
    retry_after: Option<u64>,
    locale: Locale,
}

/// Most faults that one answer names.
const MOST_FAULTS: usize = 50;

/// The outcome of a handler.
pub type Answer<T> = Result<T, Rejection>;

impl Rejection {
    /// A refusal in the language that the request asks for.
    #[must_use]
    pub fn new(code: Refusal, locale: Locale) -> Self {
        Self {
            code,
            faults: Vec::new(),
            retry_after: None,
            locale,
        }
    }

    /// A refusal that names fields, as many of them as anybody can mend at once.
    #[must_use]
    pub fn with_faults(code: Refusal, mut faults: Vec<FieldFault>, locale: Locale) -> Self {
        faults.truncate(MOST_FAULTS);
        Self {
            code,
            faults,
            retry_after: None,
            locale,
        }
    }

    /// The refusal of a use case's error; unforeseen causes are logged here and nowhere else.
    #[must_use]
    pub fn of(error: Error, locale: Locale) -> Self {
        match error {
            Error::Refused(code) => Self::new(code, locale),
            Error::Invalid(faults) => Self::with_faults(Refusal::Invalid, faults, locale),
            Error::TryLater(seconds) => Self {
                retry_after: Some(seconds),
                ..Self::new(Refusal::TooManyAttempts, locale)
            },
            Error::Store(error) => {
                let code = error.refusal();
                if matches!(code, Refusal::Internal | Refusal::StorageUnavailable) {
                    tracing::error!(cause = %chain(&error), "a request failed in the store");
                }
                Self {
                    retry_after: (code == Refusal::StorageUnavailable).then_some(5),
                    ..Self::new(code, locale)
                }
            }
            Error::Search(error) => {
                tracing::error!(cause = %chain(&error), "a request failed in the search index");
                Self::new(Refusal::Internal, locale)
            }
            Error::Internal(cause) => {
                tracing::error!(cause, "a request failed");
                Self::new(Refusal::Internal, locale)
            }
        }
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

const fn status(code: Refusal) -> StatusCode {
    match code {
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::Unauthenticated | Refusal::BadCredentials => StatusCode::UNAUTHORIZED,
        Refusal::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Forbidden | Refusal::UndertakingRequired | Refusal::CrossSite | Refusal::SamePerson => {
            StatusCode::FORBIDDEN
        }
        Refusal::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Unreadable | Refusal::BadCursor | Refusal::IdempotencyKeyRequired => StatusCode::BAD_REQUEST,
        Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Stale => StatusCode::PRECONDITION_FAILED,
        Refusal::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
        Refusal::WrongState
        | Refusal::NoLiaison
        | Refusal::ApplicationNotOpen
        | Refusal::AlreadyExists
        | Refusal::LimitReached
        | Refusal::TooManyNotes
        | Refusal::LastSecretariat
        | Refusal::OwnAccess
        | Refusal::InProgress
        | Refusal::IdempotencyKeyReused => StatusCode::CONFLICT,
        Refusal::TokenSpent => StatusCode::GONE,
        Refusal::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Refusal::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Refusal::FontMissing | Refusal::StorageUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)
    }
}

impl ResponseError for Rejection {
    fn status_code(&self) -> StatusCode {
        status(self.code)
    }

    fn error_response(&self) -> HttpResponse {
        let status = self.status_code();
        let text = messages::refusal(self.code, self.locale);
        let field_problem = |fault: &FieldFault| FieldProblem::of(fault, self.locale);
        let problem = Problem {
            kind: format!("urn:enishi:problem:{}", self.code),
            code: self.code,
            status: status.as_u16(),
            title: text.title,
            detail: text.detail,
            errors: self.faults.iter().map(field_problem).collect(),
        };
        let mut answer = HttpResponse::build(status);
        answer
            .content_type("application/problem+json")
            .insert_header((CONTENT_LANGUAGE, self.locale.code()));
        if let Some(seconds) = self.retry_after {
            answer.insert_header((RETRY_AFTER, seconds));
        }
        answer.json(problem)
    }
}

/// The language that a request asks for: Japanese unless `Accept-Language` prefers English.
#[must_use]
pub fn locale_of(request: &HttpRequest) -> Locale {
    let header = request
        .headers()
        .get(actix_web::http::header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let first = header.unwrap_or_default().split(',').map(str::trim).find_map(|tag| {
        let language = tag.split([';', '-']).next().unwrap_or_default();
        Locale::from_code(&language.to_ascii_lowercase())
    });
    first.unwrap_or(Locale::Ja)
}

/// Turns a use case's outcome into a handler's, in a language.
pub trait InLanguage<T> {
    /// The same outcome, with errors in that language.
    fn in_language(self, locale: Locale) -> Answer<T>;
}

impl<T, E: Into<Error>> InLanguage<T> for Result<T, E> {
    fn in_language(self, locale: Locale) -> Answer<T> {
        self.map_err(|error| Rejection::of(error.into(), locale))
    }
}
