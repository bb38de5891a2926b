//! A listing as the member may see it, as pages to print.

use crate::app::App;
use crate::domain::clock::day_in_japan;
use crate::domain::ids::ListingId;
use crate::domain::listing::ListingKind;
use crate::domain::policy::Actor;
use crate::domain::text::{Bilingual, Locale};
use crate::domain::vocabulary::Code;
use crate::export::pdf::{Paper, Statement, pdf};
use crate::services::error::Outcome;
use crate::services::exports::fields::{Said, said};
use crate::services::exports::taker::Taker;
use crate::services::exports::words::Words;
use crate::services::exports::{File, PageFormat, made, plain, ready};
use crate::services::listings::access::{self, ListingView, Surface};

/// The listing as a file, recorded before it is opened. Without a font nothing is opened.
pub async fn listing(app: &App, actor: &Actor, id: ListingId, format: PageFormat, locale: Locale) -> Outcome<File> {
    let PageFormat::Pdf = format;
    ready(app).await?;
    let taker = Taker::of(app, actor, locale).await?;
    let view = access::show_on(app, actor, Surface::Export, id, None).await?;
    let name = format!("enishi-{}.pdf", plain(&view.header.reference));
    let paper = paper(&view, &taker, &Words::new(locale, &app.vocabularies))?;
    let shared = app.clone();
    let bytes = made(move || pdf(&paper, shared.face()?)).await?;
    Ok(File {
        name,
        media: "application/pdf",
        bytes,
    })
}

fn paper(view: &ListingView, taker: &Taker, words: &Words<'_>) -> Outcome<Paper> {
    let header = &view.header;
    let kind = match header.kind {
        ListingKind::Seed => words.word("seed"),
        ListingKind::Need => words.word("need"),
    };
    let title = view.seed.as_ref().and_then(|seed| seed.title.clone());
    let title = title.or_else(|| view.need.as_ref().and_then(|need| need.title.clone()));
    let (title, subtitle) = titles(title.unwrap_or_default(), words.locale());
    let Said { mut facts, texts } = said(view, words)?;
    facts.splice(0..0, frame(view, words));
    Ok(Paper {
        language: words.locale(),
        kind: format!("{kind} {}", header.reference),
        marking: format!("{}: {}", words.word("clearance"), words.tier(header.clearance.code())),
        title,
        subtitle,
        facts,
        texts,
        mark: taker.mark(),
        notice: words.word("notice"),
        made_at: taker.at,
    })
}

fn titles(title: Bilingual, locale: Locale) -> (String, Option<String>) {
    let (first, second) = match locale {
        Locale::Ja => (title.ja, title.en),
        Locale::En => (title.en, title.ja),
    };
    match (first, second) {
        (Some(first), second) => (first, second),
        (None, second) => (second.unwrap_or_default(), None),
    }
}

/// What stands around the content.
fn frame(view: &ListingView, words: &Words<'_>) -> Vec<Statement> {
    let header = &view.header;
    let chosen = |text: &Option<Bilingual>| {
        let text = text.as_ref().and_then(|text| text.prefer(words.locale()));
        text.map(str::to_owned)
    };
    let institution = Code::new(header.institution_type.code());
    let all = [
        (words.word("state"), Some(words.state(header.state.code()))),
        (
            words.word("institution_type"),
            Some(words.label("organisation_kinds", &institution)),
        ),
        (words.word("organisation"), chosen(&header.organisation)),
        (words.word("liaison"), chosen(&header.liaison)),
        (
            words.word("members_since"),
            header.members_since.map(|at| day_in_japan(at).to_string()),
        ),
        (
            words.word("valid_until"),
            header.valid_until.map(|at| day_in_japan(at).to_string()),
        ),
    ];
    let said = all.into_iter().filter_map(|(label, text)| {
        let text = text?;
        Some(Statement { label, text })
    });
    said.collect()
}
