//! The pages behind an unsubscribe link: both languages at once, no scripts, nothing that another site could frame.

use crate::domain::problem::Refusal;
use crate::domain::text::Locale;
use crate::services::error::{Error, Outcome};
use crate::web::messages;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::{HttpResponse, HttpResponseBuilder};

const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// What a page says in one language, and whether it has the button.
pub(super) struct Words {
    ja: String,
    en: String,
    button: bool,
}

/// The page for an outcome; a link that is not ours gets a page too.
pub(super) fn answer(outcome: Outcome<&'static str>, words: fn(&str) -> Words) -> Outcome<HttpResponse> {
    let (status, words) = match outcome {
        Ok(kind) => (StatusCode::OK, words(kind)),
        Err(Error::Refused(Refusal::NotFound)) => (StatusCode::NOT_FOUND, unknown()),
        Err(error) => return Err(error),
    };
    Ok(html(HttpResponse::build(status), &words))
}

/// Asks.
pub(super) fn question(kind: &str) -> Words {
    Words {
        ja: format!(
            "「{}」のメール配信を停止しますか。",
            messages::mail_kind(kind, Locale::Ja)
        ),
        en: format!("Stop mails of the kind “{}”?", messages::mail_kind(kind, Locale::En)),
        button: true,
    }
}

/// Confirms.
pub(super) fn done(kind: &str) -> Words {
    Words {
        ja: format!(
            "「{}」のメール配信を停止しました。お知らせはアプリ内で引き続きご覧いただけます。設定からいつでも再開できます。",
            messages::mail_kind(kind, Locale::Ja)
        ),
        en: format!(
            "Mails of the kind “{}” are stopped. You will still find the notices in the application, and can start the \
             mails again in your settings at any time.",
            messages::mail_kind(kind, Locale::En)
        ),
        button: false,
    }
}

fn unknown() -> Words {
    Words {
        ja: "このリンクは無効です。サインインして、設定からメール配信を変更してください。".into(),
        en: "This link is not valid. Please sign in and change your mail settings there.".into(),
        button: false,
    }
}

fn html(mut answer: HttpResponseBuilder, words: &Words) -> HttpResponse {
    let Words { ja, en, button } = words;
    let button = if *button {
        "<form method=\"post\"><input type=\"hidden\" name=\"List-Unsubscribe\" value=\"One-Click\">\
         <button type=\"submit\">配信を停止する / <span lang=\"en\">Stop these mails</span></button></form>\n"
    } else {
        ""
    };
    // The words are ours, none of them comes from the request.
    let page = format!(
        "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Enishi: メール配信の停止 / Unsubscribe</title>\n</head>\n<body>\n<main>\n<h1>縁 Enishi</h1>\n\
         <p>{ja}</p>\n<p lang=\"en\">{en}</p>\n{button}</main>\n</body>\n</html>\n"
    );
    answer
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .body(page)
}
