//! What a search found, as a file.

use crate::app::App;
use crate::domain::listing::ListingKind;
use crate::domain::policy::Actor;
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::Locale;
use crate::export::{About, csv, xlsx};
use crate::services::error::{Error, Outcome};
use crate::services::exports::table::table;
use crate::services::exports::taker::Taker;
use crate::services::exports::words::Words;
use crate::services::exports::{File, TableFormat, made};
use crate::services::listings::access::{self, Surface};
use crate::services::search::{Question, whole};

/// The first listings that a search finds as a file, recorded before they are opened.
pub async fn search(
    app: &App,
    actor: &Actor,
    question: Question,
    most: Option<usize>,
    format: TableFormat,
    locale: Locale,
) -> Outcome<File> {
    let limit = app.config().export.most_listings;
    let most = most.unwrap_or(limit);
    if !(1..=limit).contains(&most) {
        return Err(Error::field(FieldFault::with_limit("limit", Fault::OutOfRange, limit)));
    }
    let kind = question.kind;
    let taker = Taker::of(app, actor, locale).await?;
    let (total, sealed) = whole(app, actor, question, most).await?;
    let views = access::show_all(app, actor, Surface::Table, sealed).await?;
    let words = Words::new(locale, &app.vocabularies);
    let about = about(kind, &taker, (views.len(), total), &words);
    let table = table(kind, views, &words, &app.config().server.public_url);
    let (media, bytes) = match format {
        TableFormat::Xlsx => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            made(move || xlsx(&table, &about)).await?,
        ),
        TableFormat::Csv => ("text/csv; charset=utf-8", made(move || csv(&table)).await?),
    };
    Ok(File {
        name: format!("enishi-{kind}s-{}.{format}", taker.in_name()),
        media,
        bytes,
    })
}

fn about(kind: ListingKind, taker: &Taker, (shown, total): (usize, u64), words: &Words<'_>) -> About {
    let count = if u64::try_from(shown).is_ok_and(|shown| shown < total) {
        format!("{shown} / {total}")
    } else {
        shown.to_string()
    };
    About {
        sheet: match kind {
            ListingKind::Seed => words.word("seeds"),
            ListingKind::Need => words.word("needs"),
        },
        about: words.word("about"),
        lines: vec![
            (words.word("exported_by"), taker.who.clone()),
            (words.word("exported_at"), taker.when.clone()),
            (words.word("listings"), count),
            (words.word("confidential"), words.word("notice")),
        ],
        foot: taker.mark(),
        made_at: taker.at,
    }
}
